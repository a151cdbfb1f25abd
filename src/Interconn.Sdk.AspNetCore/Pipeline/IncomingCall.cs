using System.Buffers;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Partners;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Signing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Interconn.Sdk.AspNetCore.Pipeline;

/// <summary>A call on its way through the stages. Each stage fills in what it found out, and reads only what earlier ones did.</summary>
internal sealed class IncomingCall(LocalNode node, HttpContext http, RouteDemand demand, DateTimeOffset receivedAt)
{
    private byte[] buffer = [];
    private int length;

    public HttpContext Http { get; } = http;

    public RouteDemand Demand { get; } = demand;

    public DateTimeOffset ReceivedAt { get; } = receivedAt;

    /// <summary>The raw path and query of the request line, less the node's path base.</summary>
    public string Target { get; set; } = "";

    public CallHeaders Headers { get; set; } = CallHeaders.None;

    /// <summary>What calls are counted by: an IPv4 address, or the /64 of an IPv6 address.</summary>
    public string RemoteKey => field ??= FailureBudget.KeyOf(RemoteAddress);

    public IPAddress? RemoteAddress { get; set; }

    /// <summary>What the TLS connection brought. Asked of the feature: ConnectionInfo makes one for a connection without TLS, in each call.</summary>
    public X509Certificate2? ClientCertificate => Http.Features.Get<ITlsConnectionFeature>()?.ClientCertificate;

    public Partner? Partner { get; set; }

    public CandidateKey[] Candidates { get; set; } = [];

    /// <summary>Why a certificate of the partner was left out of <see cref="Candidates"/>; null where none was. For the host's log.</summary>
    public CertificateVerdict? CertificateFault { get; set; }

    /// <summary>Why the client certificate of the connection is not the one that the host demands; null where it is, or none is demanded. For the host's log.</summary>
    public CertificateVerdict? ConnectionFault { get; set; }

    /// <summary>What stage 3 found, for the host's log.</summary>
    public string KeyFault => ConnectionFault is not null ? $"the connection brought no client certificate that the partner must have ({ConnectionFault})"
        : CertificateFault is not null ? $"the certificate of the contract is not taken ({CertificateFault})"
        : "the node has no contract in force here";

    /// <summary>What was read of the body. Of an endpoint of the standard it is gone when the call ends; a route of the host's own may keep it.</summary>
    public ReadOnlyMemory<byte> Body => buffer.AsMemory(0, length);

    /// <summary>The key that verified the call; null before stage 6 and for calls that no contract's key verified.</summary>
    public CandidateKey? Key { get; set; }

    /// <summary>Whether a signature was there and held.</summary>
    public bool IsSigned { get; set; }

    /// <summary>The request, parsed; null for a route of the host's own.</summary>
    public object? Request { get; set; }

    public PartnerCredential? OfferedCredential { get; set; }

    public string? ContractId { get; set; }

    public TrustDecision? OfferedTrust { get; set; }

    public IReadOnlyList<VerifiedPermit> Permits { get; set; } = [];

    public int MaxPageSize => node.Options.MaxPageSize;

    /// <summary>What outside this process is being asked right now; an exception then means that it does not answer.</summary>
    public string? Asking { get; set; }

    public string TraceId => field ??= Headers.TraceId ?? node.Ids.Next();

    /// <summary>Whether the caller has proved to be the partner.</summary>
    public bool IsVerified => Key is not null;

    /// <summary>Takes a piece of the body.</summary>
    public void Append(ReadOnlySequence<byte> piece)
    {
        int needed = length + (int)piece.Length;
        if (needed > buffer.Length)
        {
            byte[] larger = Demand.Endpoint is null
                ? new byte[Math.Min(Demand.MaxBody, length == 0 ? needed : Math.Max(needed, buffer.Length * 2L))]
                : ArrayPool<byte>.Shared.Rent(needed);
            buffer.AsSpan(0, length).CopyTo(larger);
            ReturnBuffer();
            buffer = larger;
        }

        piece.CopyTo(buffer.AsSpan(length));
        length = needed;
    }

    /// <summary>Gives back what the body of an endpoint was read into. Nothing that was parsed refers to it.</summary>
    public void Release()
    {
        ReturnBuffer();
        buffer = [];
        length = 0;
    }

    public InterconnContext ToContext() => new()
    {
        CallerNodeId = Headers.Source!,
        ContractId = ContractId,
        TraceId = TraceId,
        Endpoint = Demand.Endpoint,
        IsSigned = IsSigned,
        RemoteAddress = RemoteAddress,
        ReceivedAt = ReceivedAt,
        Credential = Key?.Credential ?? (IsSigned ? OfferedCredential : null),
        OfferedCredential = OfferedCredential,
        OfferedTrust = OfferedTrust,
        Permits = Permits,
        ClientCertificate = ClientCertificate,
        MaxPageSize = MaxPageSize,
    };

    private void ReturnBuffer()
    {
        if (Demand.Endpoint is not null && buffer.Length > 0)
        {
            // A permit may have been in it.
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }
}
