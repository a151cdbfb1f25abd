using System.Text;
using System.Text.Json;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Node.Tests.Outbox;

/// <summary>A partner on a real socket, which behaves as a test says and keeps what it acknowledged. It stands for as many node ids as are called.</summary>
internal sealed class FakePartner : IAsyncDisposable
{
    private readonly ScriptedPartner server;
    private readonly Lock gate = new();
    private readonly List<ReceivedRequest> acknowledged = [];

    public FakePartner() => server = ScriptedPartner.StartOnStream(ServeAsync);

    public Uri Address => server.Address;

    /// <summary>Every request that came, answered or not.</summary>
    public IReadOnlyList<ReceivedRequest> Requests => server.Requests;

    /// <summary>What it does with a request that it does not acknowledge; null where it acknowledges it. Null by default: it acknowledges all.</summary>
    public Func<ReceivedRequest, Fault?>? Behaviour { get; set; }

    /// <summary>What was acknowledged, in order: the path's last part and the id in the body, for instance <c>confirm a-1</c>.</summary>
    public IReadOnlyList<string> Acknowledged
    {
        get
        {
            lock (gate)
            {
                return [.. acknowledged.Select(Describe)];
            }
        }
    }

    public static string Describe(ReceivedRequest request)
    {
        JsonElement body = JsonElement.Parse(request.BodyText);
        string id = (body.TryGetProperty("audit_id", out JsonElement audit) ? audit : body.GetProperty("contract_id")).GetString()!;
        return $"{request.Target[(request.Target.LastIndexOf('/') + 1)..]} {id}";
    }

    public static string TargetNode(ReceivedRequest request) => request[InterconnHeaders.TargetNodeId]!;

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task ServeAsync(ReceivedRequest request, Stream stream, CancellationToken cancellationToken)
    {
        if (Behaviour?.Invoke(request) is Fault fault)
        {
            await fault(stream, cancellationToken);
            return;
        }

        lock (gate)
        {
            acknowledged.Add(request);
        }

        await stream.WriteAsync(Faults.Ok, cancellationToken);
    }
}
