using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Permits;

namespace Interconn.Sdk.Testing.Conformance;

/// <summary>A host's store of a node, empty, made for one check.</summary>
public sealed class NodeStoreUnderTest
{
    /// <summary>The store.</summary>
    public required INodeStore Store { get; init; }

    /// <summary>Where its transitions issue and revoke permits.</summary>
    public required IPermitStore Permits { get; init; }

    /// <summary>
    /// What the two live in, for instance a service provider; disposed when the check is over, by <see cref="IAsyncDisposable"/> or <see cref="IDisposable"/>. Null
    /// disposes the two themselves where they can be.
    /// </summary>
    public object? Owner { get; init; }

    internal async ValueTask DisposeAsync()
    {
        if (Owner is not null)
        {
            await Disposal.DisposeAsync(Owner).ConfigureAwait(false);
            return;
        }

        await Disposal.DisposeAsync(Store).ConfigureAwait(false);
        await Disposal.DisposeAsync(Permits).ConfigureAwait(false);
    }
}
