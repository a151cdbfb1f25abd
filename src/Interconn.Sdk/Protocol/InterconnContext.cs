using System.Net;
using System.Security.Cryptography.X509Certificates;
using Interconn.Sdk.Partners;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Protocol;

/// <summary>What is known of a call once it has been verified. Handlers receive it with the request.</summary>
public sealed class InterconnContext
{
    /// <summary>The node that called: proved by the signature, except on the three endpoints that need none (see <see cref="IsSigned"/>).</summary>
    public required string CallerNodeId { get; init; }

    /// <summary>
    /// The contract that the call belongs to: the one that it names, otherwise the newest approved one whose key verified it. Null
    /// for calls that no contract's key verified: 3.1, 3.2 and 3.6.
    /// </summary>
    public string? ContractId { get; init; }

    /// <summary>The caller's trace id, or the one made here where the caller sent none.</summary>
    public required string TraceId { get; init; }

    /// <summary>The endpoint of the standard, or null for a route of the host's own.</summary>
    public InterconnEndpoint? Endpoint { get; init; }

    /// <summary>Whether a signature came with the call and held.</summary>
    public bool IsSigned { get; init; }

    /// <summary>The address that the connection came from, or null where the server does not say.</summary>
    public IPAddress? RemoteAddress { get; init; }

    /// <summary>When the call arrived, by the node's clock.</summary>
    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The credential that verified the call, or null for an unsigned one.</summary>
    public PartnerCredential? Credential { get; init; }

    /// <summary>The credential that the body brings (3.1, 3.2, 3.4), read and checked for its form but not for trust. Null elsewhere.</summary>
    public PartnerCredential? OfferedCredential { get; init; }

    /// <summary>What the trust policy says of <see cref="OfferedCredential"/>. Null where there is none.</summary>
    public TrustDecision? OfferedTrust { get; init; }

    /// <summary>The permits that were verified, and whose use was counted, for this call. Empty unless the route demands one.</summary>
    public IReadOnlyList<VerifiedPermit> Permits { get; init; } = [];

    /// <summary>
    /// The certificate that the caller's TLS connection brought, validated as the host's server was told to, or null where there is none. It proves
    /// nothing about the node by itself.
    /// </summary>
    public X509Certificate2? ClientCertificate { get; init; }

    /// <summary>The most records that a page of an answer may hold here; see <see cref="PageWindow"/>.</summary>
    public int MaxPageSize { get; init; } = PageWindow.DefaultMaxPageSize;

    private List<Action>? afterAnswer;

    /// <summary>
    /// Asks for something to be started once the answer to this call is written: a callback to the caller must not overtake the answer that names
    /// its id. Not run where the process ends before.
    /// </summary>
    internal void AfterAnswer(Action start) => (afterAnswer ??= []).Add(start);

    /// <summary>Starts what was asked for. The server calls this, whether the caller has heard the answer or not.</summary>
    internal void Answered()
    {
        foreach (Action start in afterAnswer ?? [])
        {
            start();
        }

        afterAnswer = null;
    }
}
