using Interconn.Sdk.Load.Tests.Node;
using Interconn.Sdk.Load.Tests.Traffic;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Load.Tests;

/// <summary>A node in a process of its own, its partners, those who do everything wrong, and one who floods: from start to end.</summary>
internal sealed class LoadRun : IAsyncDisposable
{
    /// <summary>The calls a second whose latency is measured: well below what the node can do, so that they wait for nobody but the flood.</summary>
    public const int Rate = 400;

    private const int FullConnections = 2;
    private const int RateConnections = 4;
    private const int FloodConnections = 8;
    private const int FaultWorkers = 4;

    // Each from an address of its own, so that none finds the budget of its address spent by another.
    private static readonly (string Kind, string Address)[] Kinds = [("forged", "127.0.0.66"), ("replayed", "127.0.0.67"), ("unsigned", "127.0.0.68")];

    private readonly TimeProvider time = TimeProvider.System;
    private readonly SigningKey stranger = SigningKey.Generate(SignatureAlgorithmIds.Sha256Ecdsa);
    private readonly Caller bad = Caller.Create("BAD", 66);
    private readonly ChildProcess node = ChildProcess.Start(typeof(LoadRun), "node");
    private readonly ChildProcess flooder = ChildProcess.Start(typeof(LoadRun), "flood");
    private Caller forger = Caller.Create("FORGER", 20);
    private Caller clumsy = Caller.Create("CLUMSY", 21);
    private Caller[] good =
    [
        Caller.Create("GOOD-1", 11), Caller.Create("GOOD-2", 12), Caller.Create("GOOD-3", 13), Caller.Create("GOOD-4", 14, SignatureAlgorithmIds.Sha256Rsa),
    ];

    private int port;

    public async Task<LoadResult> RunAsync(LoadPlan plan)
    {
        await StartAsync(leakedBytes: 0);
        var result = new LoadResult { Plan = plan };
        var load = new GoodLoad(good, port, result.Tally);
        await load.PrepareAsync();
        result.SigningCost = CostOfSigning();

        await LoadFullyAsync(load, result, plan.WarmUp, isMeasured: false);
        await load.RunOpenAsync(Rate, RateConnections, plan.WarmUp / 4);
        await MeasureAsync(result);
        for (int round = 0; round < plan.Rounds; round++)
        {
            await LoadFullyAsync(load, result, plan.FullLoad, isMeasured: true);
            await MeasureAsync(result);
            result.Quiet.Add(await load.RunOpenAsync(Rate, RateConnections, plan.Quiet));
            (string kind, string address) = Kinds[round % Kinds.Length];
            await flooder.SayAsync(new FloodOrder(port, address, FloodConnections, FloodOf(kind)));
            double[] latencies = await load.RunOpenAsync(Rate, RateConnections, plan.Quiet);
            await flooder.SayAsync("stop");
            result.Floods.Add((kind, latencies, await flooder.HearAsync<FloodResult>()));
        }

        await MeasureAsync(result);
        return result;
    }

    /// <summary>So many calls, whatever time they take, to a node that keeps some bytes of each; measured before and after.</summary>
    public async Task<LoadResult> RunLeakingAsync(int calls, int leakedBytes)
    {
        await StartAsync(leakedBytes);
        var result = new LoadResult { Plan = LoadPlan.Of(LoadPlan.Seconds) };
        await RepeatAsync(calls / 4);
        await MeasureAsync(result);
        await RepeatAsync(calls);
        result.Memory.Add((calls, await PointAsync()));
        return result;
    }

    public async ValueTask DisposeAsync()
    {
        await flooder.DisposeAsync();
        await node.DisposeAsync();
        stranger.Dispose();
        foreach (Caller caller in good.Append(bad).Append(forger).Append(clumsy))
        {
            caller.Key.Dispose();
        }
    }

    private static Caller WithPermits(Caller caller, NodeReady ready) =>
        caller with { Permit = ready.Permits[caller.NodeId], UnluckyPermit = ready.UnluckyPermits[caller.NodeId] };

    private async Task StartAsync(int leakedBytes)
    {
        flooder.YieldToOthers();
        await node.SayAsync(new NodeSetting([.. good.Select(static each => each.Known), forger.Known, clumsy.Known, bad.Known], leakedBytes));
        NodeReady ready = await node.HearAsync<NodeReady>();
        port = ready.Port;
        good = [.. good.Select(caller => WithPermits(caller, ready))];
        (forger, clumsy) = (WithPermits(forger, ready), WithPermits(clumsy, ready));
    }

    /// <summary>One call over and over: what becomes of it does not matter, only that the node answered it.</summary>
    private async Task RepeatAsync(int calls)
    {
        byte[] request = good[0].Get(Caller.Health).ToWire();
        await using KeepAliveConnection connection = await KeepAliveConnection.OpenAsync(good[0].Address, port);
        for (int i = 0; i < calls; i++)
        {
            Assert.That(await connection.ExchangeAsync(request), Is.Not.EqualTo(Verdict.None));
        }
    }

    /// <summary>As many good calls as go through, and everything that goes wrong beside them.</summary>
    private async Task LoadFullyAsync(GoodLoad load, LoadResult result, TimeSpan duration, bool isMeasured)
    {
        long start = time.GetTimestamp();
        using var end = new CancellationTokenSource(duration, time);
        var faults = new BadCalls(forger, clumsy, stranger, port, result.Tally);
        Task[] faulty = [.. Enumerable.Range(0, FaultWorkers).Select(worker => Task.Run(() => faults.RunAsync(worker * 4, end.Token)))];
        long calls = await load.RunClosedAsync(FullConnections, end.Token);
        if (isMeasured)
        {
            result.FullLoads.Add((calls, time.GetElapsedTime(start)));
        }

        await Task.WhenAll(faulty);
    }

    private double CostOfSigning()
    {
        const int Rounds = 50;
        long start = time.GetTimestamp();
        for (int i = 0; i < Rounds * good.Length; i++)
        {
            GoodCalls.Next(good[i % good.Length]);
        }

        return time.GetElapsedTime(start).TotalMicroseconds / (Rounds * good.Length);
    }

    private async Task MeasureAsync(LoadResult result) => result.Memory.Add((result.Tally.Total + result.FloodCalls, await PointAsync()));

    private async Task<MemoryPoint> PointAsync()
    {
        await node.SayAsync("measure");
        return await node.HearAsync<MemoryPoint>();
    }

    /// <summary>In the names of the bad partner, of good ones and of strangers; each request is made once, since it costs the sender nothing to repeat it.</summary>
    private IReadOnlyList<byte[]> FloodOf(string kind) => kind switch
    {
        "forged" => [.. good.Append(bad).Select(caller => caller.Get(Caller.Health).Sign(stranger).ToWire()), .. Strangers().Select(Forged)],
        "replayed" => [bad.Get(Caller.Health).ToWire()],
        _ => [.. Strangers().Select(Unsigned)],
    };

    private static IEnumerable<string> Strangers() => Enumerable.Range(0, 20).Select(static i => $"STRANGER-{i}");

    private byte[] Forged(string nodeId)
    {
        RequestDraft draft = bad.Get(Caller.Health);
        draft["x-source-node-id"] = nodeId;
        return draft.Sign(stranger).ToWire();
    }

    private byte[] Unsigned(string nodeId)
    {
        RequestDraft draft = bad.Post("/v1/interconn/node/contract/apply", $$"""
            {"node_id":"{{nodeId}}","name":"stranger","address":"https://stranger.test","inst_id":"S","institution":"s","system":"s","system_version":"1",
            "auth_type":"SHA256_ECDSA","auth_credential":{{System.Text.Json.JsonSerializer.Serialize(stranger.AuthCredential)}}}
            """);
        draft["x-source-node-id"] = nodeId;
        draft["x-auth-sign"] = null;
        return draft.ToWire();
    }
}
