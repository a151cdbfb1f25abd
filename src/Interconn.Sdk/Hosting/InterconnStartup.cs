using Interconn.Sdk.Partners;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Signing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Hosting;

/// <summary>
/// Makes the node's singletons when the host starts: a key or root that cannot be read must stop the start and not the first call, and the replay guard
/// in memory refuses what is older than itself.
/// </summary>
internal sealed class InterconnStartup(
    LocalNode node, IPartnerDirectory directory, CertificateTrust trust, IReplayGuard guard, IPermitStore permits, ILogger<InterconnStartup> logger)
    : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(directory);
        ArgumentNullException.ThrowIfNull(trust);
        if (node.Options.Replicas > 1)
        {
            WarnWhereUnshared(guard is InMemoryReplayGuard, nameof(IReplayGuard), "a call that one process served can be replayed at another");
            WarnWhereUnshared(permits is InMemoryPermitStore, nameof(IPermitStore), "a permit that one process issued is unknown to the others");
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void WarnWhereUnshared(bool isInMemory, string store, string consequence)
    {
        if (isInMemory)
        {
            HostLog.NotShared(logger, node.Options.Replicas, store, consequence);
        }
    }
}
