using Interconn.Sdk.Partners;
using Interconn.Sdk.Signing;
using Microsoft.Extensions.Hosting;

namespace Interconn.Sdk.Hosting;

/// <summary>
/// Makes the node's singletons when the host starts: a key or root that cannot be read must stop the start and not the first call, and the replay guard
/// in memory refuses what is older than itself.
/// </summary>
internal sealed class InterconnStartup(LocalNode node, IPartnerDirectory directory, CertificateTrust trust, IReplayGuard guard) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(directory);
        ArgumentNullException.ThrowIfNull(trust);
        ArgumentNullException.ThrowIfNull(guard);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
