using System.Collections.Concurrent;
using System.Diagnostics;
using Interconn.Sdk.Audits;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node.Approvals;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Diagnostics;
using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Node.Upkeep;

/// <summary>
/// Asks the approval policy about applications, several at a time and never twice about one at the same time, and has carried out what it says. A policy that
/// fails is asked again later. Another process may ask about the same one, where this one takes long: the store takes one decision, and the other finds it made.
/// </summary>
internal sealed class DecisionService(
    DecisionRequests requests,
    NodeState state,
    DueDates dueDates,
    LocalNode node,
    IServiceScopeFactory scopes,
    IServiceProvider services,
    ILogger<DecisionService> logger) : BackgroundService
{
    private const int MaxAtOnce = 8;
    private static readonly TimeSpan FirstWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private readonly SemaphoreSlim slots = new(MaxAtOnce);
    private readonly ConcurrentDictionary<DecisionRequest, Task> underWay = new();
    private readonly ConcurrentDictionary<DecisionRequest, int> failures = new();

    public override void Dispose()
    {
        slots.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach ((DecisionRequest request, ActivityContext trace) in requests.Reader.ReadAllAsync(stoppingToken).ConfigureAwait(false))
            {
                // Known before it starts, so that it can say that it has ended.
                if (underWay.TryAdd(request, Task.CompletedTask))
                {
                    await slots.WaitAsync(stoppingToken).ConfigureAwait(false);
                    Task run = Task.Run(() => RunAsync(request, trace, stoppingToken), CancellationToken.None);
                    underWay.TryUpdate(request, run, Task.CompletedTask);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops. What was not decided is found by its date after the next start.
        }

        await Task.WhenAll(underWay.Values).ConfigureAwait(false);
    }

    private async Task RunAsync(DecisionRequest request, ActivityContext trace, CancellationToken stoppingToken)
    {
        using Activity? span = ContinuedSpan.Start("interconn decide", trace, node.NodeId);
        try
        {
            await DecideAsync(request, stoppingToken).ConfigureAwait(false);
            failures.TryRemove(request, out _);
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // The policy was told to stop, and did.
        }
        catch (InterconnException exception) when (exception.Code is InterconnCodes.IllegalTransition or InterconnCodes.NotFound)
        {
            failures.TryRemove(request, out _);
            UpkeepLog.DecisionMoot(logger, IdOf(request), exception.Message);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            await PutOffAsync(request, exception, stoppingToken).ConfigureAwait(false);
        }
        finally
        {
            underWay.TryRemove(request, out _);
            slots.Release();
        }
    }

    private async Task DecideAsync(DecisionRequest request, CancellationToken stoppingToken)
    {
        if (request.Contract is ContractKey contractKey)
        {
            ContractRecord? contract = await state.Store.FindContractAsync(contractKey, stoppingToken).ConfigureAwait(false);
            if (contract is { Role: PartyRole.Holder, AwaitsPerson: false } && contract.StatusAt(state.Now) == ApprovalStatus.Applied)
            {
                ApprovalDirective directive = await AskAsync(
                    (policy, token) => policy.DecideContractAsync(contract, token), stoppingToken).ConfigureAwait(false);

                // It has decided: that is carried out, even where the host is about to stop. The store has its time limit.
                await services.GetRequiredService<IContractUpkeep>().DecideAsync(contractKey, directive, CancellationToken.None).ConfigureAwait(false);
            }

            return;
        }

        AuditKey auditKey = request.Audit!.Value;
        AuditRecord? audit = await state.Store.FindAuditAsync(auditKey, stoppingToken).ConfigureAwait(false);
        if (audit is { Role: PartyRole.Holder, AwaitsPerson: false } && audit.StatusAt(state.Now) == ApprovalStatus.Applied)
        {
            ApprovalDirective directive = await AskAsync((policy, token) => policy.DecideAuditAsync(audit, token), stoppingToken).ConfigureAwait(false);
            await services.GetRequiredService<IAuditUpkeep>().DecideAsync(auditKey, directive, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async ValueTask<ApprovalDirective> AskAsync(
        Func<IApprovalPolicy, CancellationToken, ValueTask<ApprovalDirective>> askAsync, CancellationToken stoppingToken)
    {
        AsyncServiceScope scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            IApprovalPolicy policy = scope.ServiceProvider.GetRequiredService<IApprovalPolicy>();
            return await askAsync(policy, stoppingToken).ConfigureAwait(false)
                ?? throw new InvalidOperationException($"{policy.GetType().Name} said nothing. Return ApprovalDirective.Wait to leave a decision to a person.");
        }
    }

    private async Task PutOffAsync(DecisionRequest request, Exception exception, CancellationToken stoppingToken)
    {
        int inARow = failures.AddOrUpdate(request, 1, static (_, before) => before + 1);
        DateTimeOffset at = state.Now + Backoff.Longest(inARow, FirstWait, LongestWait);
        UpkeepLog.DecisionFailed(logger, exception, IdOf(request), at);
        try
        {
            await dueDates.PutOffDecisionAsync(request, at, stoppingToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is InterconnException or OperationCanceledException)
        {
            // The store's failure is logged by who guards it; the application stays due when it was.
        }
    }

    private static ApprovalId IdOf(DecisionRequest request) =>
        request.Contract is ContractKey contract ? new ApprovalId(contract) : new ApprovalId(request.Audit!.Value);
}
