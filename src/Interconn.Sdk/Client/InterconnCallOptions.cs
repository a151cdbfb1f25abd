using Interconn.Sdk.Permits;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Client;

/// <summary>What goes with a call besides its request.</summary>
public sealed record InterconnCallOptions
{
    /// <summary>
    /// The trace id to send: letters, digits and <c>. _ : -</c>, at most 128. Null means the id of the current trace, or a random one where
    /// there is none.
    /// </summary>
    public string? TraceId { get; init; }

    /// <summary>The permits to present; of several for one resource the highest level is sent. Empty sends none.</summary>
    public IReadOnlyList<ResourcePermit> Permits { get; init; } = [];

    /// <summary>The key to sign with, where it is not the one that the directory gives for the partner: a contract may know another one.</summary>
    internal ISigningKey? SigningKey { get; init; }
}
