using System.Net.Mime;

namespace Interconn.Sdk.Neighbours;

/// <summary>One call of a neighbouring system, ready to be sent; it travels in the request's options.</summary>
internal sealed class NeighbourCall
{
    public static readonly HttpRequestOptionsKey<NeighbourCall> Key = new("Interconn.Sdk.NeighbourCall");

    private int sent;

    public required NeighbourEndpoint Endpoint { get; init; }

    /// <summary>The system's address: no credential leaves for another one.</summary>
    public required Uri Address { get; init; }

    /// <summary>Path and query, behind the address.</summary>
    public required string Target { get; init; }

    /// <summary>The body; null sends none. An array, since one that is null becomes a memory that is there and empty.</summary>
    public byte[]? Body { get; init; }

    public string MediaType { get; init; } = MediaTypeNames.Application.Json;

    /// <summary>The value of the header Authorization; null sends none.</summary>
    public string? Authorization { get; init; }

    /// <summary>What must not come back in an exception, should the system quote it.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>The headers with which the call left: the host's own handlers may have put secrets there, a session for instance. Empty until then.</summary>
    public IReadOnlyList<string> SentHeaders { get; set; } = [];

    /// <summary>The status of the first answer; null as long as none came.</summary>
    public int? FirstStatus { get; set; }

    /// <summary>Whether the call may leave: once, or as often as a handler of the host likes where it is repeatable.</summary>
    public bool TryLeave() => Interlocked.Increment(ref sent) == 1 || Endpoint.IsRepeatable;
}
