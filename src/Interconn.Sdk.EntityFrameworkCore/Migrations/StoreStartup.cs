using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Interconn.Sdk.EntityFrameworkCore.Migrations;

/// <summary>Sees to the schema before anything of the host starts: makes it where that is asked for, and otherwise refuses to start with another.</summary>
internal sealed class StoreStartup(IStoreMigrator migrator, IOptions<InterconnStoreOptions> options) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.MigrateAtStart)
        {
            await RefuseWhereMissingAsync(cancellationToken).ConfigureAwait(false);
        }

        await migrator.MigrateAsync(cancellationToken).ConfigureAwait(false);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task RefuseWhereMissingAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<string> missing = await migrator.ListMissingAsync(cancellationToken).ConfigureAwait(false);
        if (missing.Count > 0)
        {
            throw new InvalidOperationException(
                $"Interconn: the schema of the node's store lacks {string.Join(", ", missing)}. Call MigrateInterconnStoresAsync in a step of the deployment, or set "
                + $"{nameof(InterconnStoreOptions)}.{nameof(InterconnStoreOptions.MigrateAtStart)}.");
        }
    }
}
