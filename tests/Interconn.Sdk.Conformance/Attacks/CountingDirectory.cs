using Interconn.Sdk.Partners;

namespace Interconn.Sdk.Conformance.Attacks;

/// <summary>A directory, and how often it was asked.</summary>
internal sealed class CountingDirectory(IPartnerDirectory inner) : IPartnerDirectory
{
    private int lookUps;

    public int LookUps => Volatile.Read(ref lookUps);

    public ValueTask<Partner?> FindAsync(string nodeId, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref lookUps);
        return inner.FindAsync(nodeId, cancellationToken);
    }
}
