using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Node.Upkeep;

/// <summary>Asks partners where things stand: several partners at a time, each about one thing after the other.</summary>
internal sealed class PartnerInquiries(IServiceProvider services, NodeState state, ILogger<PartnerInquiries> logger) : IDisposable
{
    private const int MaxPartnersAtOnce = 16;

    private readonly SemaphoreSlim slots = new(MaxPartnersAtOnce);

    public void Dispose() => slots.Dispose();

    /// <summary>Asks one partner about things, until it does not answer.</summary>
    public async Task AskAsync(IReadOnlyList<DueItem> items, CancellationToken stoppingToken)
    {
        try
        {
            await slots.WaitAsync(stoppingToken).ConfigureAwait(false);
            try
            {
                foreach (DueItem item in items)
                {
                    if (!await TryAskAsync(item, stoppingToken).ConfigureAwait(false))
                    {
                        // The others are asked about when they are due again.
                        return;
                    }
                }
            }
            finally
            {
                slots.Release();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task<bool> TryAskAsync(DueItem item, CancellationToken stoppingToken)
    {
        try
        {
            if (item.Contract is not null)
            {
                await services.GetRequiredService<IContractUpkeep>().InquireAsync(item.Contract.Key, stoppingToken).ConfigureAwait(false);
            }
            else
            {
                await services.GetRequiredService<IAuditUpkeep>().InquireAsync(item.Audit!.Key, stoppingToken).ConfigureAwait(false);
            }

            return true;
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            return false;
        }
        catch (InterconnException exception)
        {
            UpkeepLog.InquiryFailed(logger, item.PartnerNodeId, item.Id, exception.Message);

            // An answer, though a refusal: the partner can be asked about other things.
            return exception is InterconnAnswerException;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            UpkeepLog.UpkeepFailed(logger, exception, item.Id, state.Now + UpkeepService.Lease);
            return true;
        }
    }
}
