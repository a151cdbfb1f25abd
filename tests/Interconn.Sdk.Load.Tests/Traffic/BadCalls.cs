using Interconn.Sdk.Load.Tests.Node;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Load.Tests.Traffic;

/// <summary>
/// Everything that goes wrong: by the sender, on the way, in the node's stores and in its host. Each on a connection of its own, and with the answer that is due.
/// </summary>
internal sealed class BadCalls(Caller forger, Caller clumsy, SigningKey stranger, int port, Tally tally)
{
    private const string Write = "/v1/interconn/dataset/audit/terminate";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private Func<Task>[] All =>
    [
        ForgeAsync, ReplayAsync, SendGarbageAsync, SendTooMuchAsync, SendSlowlyAsync, BreakOffAsync, DisconnectAsync, CancelAsync, CancelHangingAsync,
        () => AskAsync("guard throws", clumsy.Get(Caller.Health, nonce: Caller.NewNonce(RenewedReplayGuard.Throwing)), Verdict.Unavailable),
        () => AskAsync("guard hangs", clumsy.Get(Caller.Health, nonce: Caller.NewNonce(RenewedReplayGuard.Hanging)), Verdict.Unavailable),
        () => AskAsync("permit store throws", clumsy.Get("/data/" + UnluckyCatalog.Throwing, clumsy.UnluckyPermit), Verdict.Unavailable),
        () => AskAsync("handler throws", Dataset(UnluckyCatalog.Throwing), new Verdict(500, 50001)),
        () => AskAsync("handler hangs", Dataset(UnluckyCatalog.Hanging), Verdict.Unavailable),
        () => AskAsync("handler of the host throws", clumsy.Get("/throws/" + UnluckyCatalog.Sound, clumsy.Permit), new Verdict(500, Verdict.NoEnvelope)),
        () => AskAsync("no permit", clumsy.Get("/data/" + UnluckyCatalog.Sound), new Verdict(403, 40302)),
    ];

    /// <summary>Does one after the other until it is told to end.</summary>
    public async Task RunAsync(int first, CancellationToken end)
    {
        for (int i = first; !end.IsCancellationRequested; i++)
        {
            await All[i % All.Length]();
        }
    }

    private async Task ForgeAsync()
    {
        RequestDraft draft = forger.Get(Caller.Health).Sign(stranger);
        await AskAsync("forged signature", draft, Verdict.NotAuthenticated, Verdict.TooMany);
    }

    private async Task ReplayAsync()
    {
        byte[] request = forger.Get(Caller.Health).ToWire();
        await using KeepAliveConnection connection = await OpenAsync(forger);
        Verdict first = await connection.ExchangeAsync(request);
        tally.Add("before the replay", first, Verdict.Served, Verdict.TooMany);
        tally.Add("replay", await connection.ExchangeAsync(request), first == Verdict.Served ? Verdict.Replayed : Verdict.TooMany, Verdict.TooMany);
    }

    private async Task SendGarbageAsync()
    {
        await using KeepAliveConnection connection = await OpenAsync(clumsy);
        tally.Add("garbage", await connection.ExchangeAsync("\u0016\u0003\u0001 hello\r\n\r\n"u8.ToArray()), new Verdict(400, Verdict.NoEnvelope));
    }

    private Task SendTooMuchAsync()
    {
        RequestDraft draft = Writing();
        draft.Headers.Add(new("Content-Length", "2000000"));
        return AskAsync("too much", draft, new Verdict(413, 41301));
    }

    private async Task SendSlowlyAsync()
    {
        byte[] request = Writing().ToWire();
        await using KeepAliveConnection connection = await OpenAsync(clumsy);
        for (int i = 0; i < request.Length; i += request.Length / 3)
        {
            await connection.WriteAsync(request.AsMemory(i, Math.Min(request.Length / 3, request.Length - i)));
            await Task.Delay(Pause, TimeProvider.System);
        }

        tally.Add("slow sender", await connection.ReadAsync(), new Verdict(404, 40401));
    }

    private async Task BreakOffAsync()
    {
        await using KeepAliveConnection connection = await OpenAsync(clumsy);
        await connection.WriteAsync(Writing().ToWire().AsMemory()[..^3]);
        connection.EndSending();

        // Who ends in the middle has gone, as the server sees it.
        tally.Add("broken upload", await connection.ReadAsync(), new Verdict(400, 40001), Verdict.None);
    }

    private async Task DisconnectAsync()
    {
        await using KeepAliveConnection connection = await OpenAsync(clumsy);
        await connection.WriteAsync(Writing().ToWire().AsMemory()[..^3]);
        connection.Reset();
        tally.AddBroken("disconnect in the body");
    }

    private async Task CancelAsync()
    {
        await using KeepAliveConnection connection = await OpenAsync(clumsy);
        await connection.WriteAsync(clumsy.Get(Caller.Health).ToWire());
        connection.Reset();
        tally.AddBroken("cancelled call");
    }

    private async Task CancelHangingAsync()
    {
        await using KeepAliveConnection connection = await OpenAsync(clumsy);
        await connection.WriteAsync(Dataset(UnluckyCatalog.Hanging).ToWire());
        await Task.Delay(Pause, TimeProvider.System);
        connection.Reset();
        tally.AddBroken("cancelled call that hung");
    }

    private async Task AskAsync(string kind, RequestDraft draft, params Verdict[] due)
    {
        await using KeepAliveConnection connection = await OpenAsync(draft["x-source-node-id"] == forger.NodeId ? forger : clumsy);
        tally.Add(kind, await connection.ExchangeAsync(draft.ToWire()), due);
    }

    private RequestDraft Writing() => clumsy.Post(Write, """{"audit_id":"unknown"}""");

    private RequestDraft Dataset(string id) => clumsy.Get($"/v1/interconn/dataset/pub/query?contract_id={clumsy.ContractId}&dataset_id={id}");

    private Task<KeepAliveConnection> OpenAsync(Caller caller) => KeepAliveConnection.OpenAsync(caller.Address, port);
}
