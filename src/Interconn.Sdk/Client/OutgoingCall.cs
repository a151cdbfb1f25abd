using System.Net.Security;
using Interconn.Sdk.Partners;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Client;

/// <summary>What the signing handler must know of a request; it travels in the request's options.</summary>
internal sealed class OutgoingCall
{
    public static readonly HttpRequestOptionsKey<OutgoingCall> Key = new("Interconn.Sdk.OutgoingCall");

    public required string PartnerNodeId { get; init; }

    /// <summary>The partner's address: nothing signed leaves for another host.</summary>
    public required Uri Address { get; init; }

    /// <summary>Whether what the address resolves to is held against the host's rules: where it is the partner's own word.</summary>
    public required bool ChecksAddress { get; init; }

    /// <summary>What this node shows when it connects to the partner; null for nothing.</summary>
    public SslStreamCertificateContext? ClientCertificate { get; init; }

    public required PartnerCompatibility Compatibility { get; init; }

    public IStringToSign? StringToSign { get; init; }

    public required ISigningKey SigningKey { get; init; }

    /// <summary>Whether a signature is sent: on all but 3.6.</summary>
    public required bool IsSigned { get; init; }

    public required string TraceId { get; init; }

    public string? TokenSet { get; init; }
}
