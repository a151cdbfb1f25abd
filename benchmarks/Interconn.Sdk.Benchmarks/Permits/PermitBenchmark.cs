using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Interconn.Sdk.Benchmarks.Reporting;
using Interconn.Sdk.Benchmarks.Timing;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Benchmarks.Permits;

/// <summary>What it costs a holder to check the permits of a call, beside what its store and the crypto cost.</summary>
internal sealed class PermitBenchmark : IBenchmark
{
    private const double Target = 2;
    private const int RoundCount = 15;
    private const int Calls = 100;
    private const int WarmUp = 500;

    // What takes a microsecond is timed by the hundred, or the clock would be measured too.
    private const int Batch = 100;

    public string Name => "permits";

    public string Summary => "The check of a permit that came with a call: signed with ECDSA, held in memory.";

    public async Task<IReadOnlyList<Figure>> RunAsync()
    {
        using var node = new HoldingNode();
        ResourcePermit[] permits = await Task.WhenAll(Enumerable.Range(0, TokenSet.MaxTuples).Select(node.IssueAsync));
        string one = HoldingNode.Header(permits[0]);

        // A header takes 16 KiB: as many permits as that holds.
        string many = HoldingNode.Header(permits.Take(TokenSet.MaxLength / (one.Length + 3)));
        TokenSet oneSet = HoldingNode.Read(one);
        TokenSet manySet = HoldingNode.Read(many);
        PermitDemand first = HoldingNode.Demand(0);
        PermitDemand last = HoldingNode.Demand(manySet.Tuples.Count - 1);
        Queue<TokenSet> fresh = await FreshAsync(node, WarmUp + (RoundCount * Calls));
        string permitId = PermitIdOf(permits[0]);
        Func<Task> verifyAsync = await VerificationAsync(node.Key, permits[0].Token);

        async Task CheckOneAsync() => await node.CheckAsync(oneSet, first);
        async Task CheckManyAsync() => await node.CheckAsync(manySet, last);
        async Task StoreAsync() => await UseAsync(node.Store, permitId);
        Task ReadOne() => Done(HoldingNode.Read(one));
        Task ReadMany() => Done(HoldingNode.Read(many));
        IReadOnlyDictionary<string, Timings> times = await Rounds.TimeAsync(
            [
                Batched("one", CheckOneAsync),
                Batched("many", CheckManyAsync),
                Batched("store", StoreAsync),
                Batched("read one", ReadOne),
                Batched("read many", ReadMany),
                new Contender("fresh", () => node.CheckAsync(fresh.Dequeue(), first)),
                new Contender("signature", verifyAsync),
            ],
            RoundCount,
            Calls,
            WarmUp);

        string store = $"the store's own cost: {Microseconds(times["store"].Median / Batch)}, {Bytes(StoreAsync)}";
        string signature = $"its signature alone: {Microseconds(times["signature"].Median)}";
        int count = manySet.Tuples.Count;
        return
        [
            Figure.AtMost("a token seen before, less the store", times["one"].ExcessOver(times["store"]) / Batch, Target, store, " µs"),
            Figure.AtMost($"the last of {count} tokens, seen before, less the store", times["many"].ExcessOver(times["store"]) / Batch, Target, store, " µs"),
            new Figure("a token never seen before", Microseconds(times["fresh"].Median), signature),
            new Figure("the header read, 1 token", Microseconds(times["read one"].Median / Batch), $"{one.Length} characters, {Bytes(ReadOne)}"),
            new Figure($"the header read, {count} tokens", Microseconds(times["read many"].Median / Batch), $"{many.Length} characters, {Bytes(ReadMany)}"),
            new Figure("allocated, a token seen before", Bytes(CheckOneAsync), store),
            new Figure($"allocated, the last of {count} tokens", Bytes(CheckManyAsync), store),
            new Figure("kept of a token that was read", Figure.Text(await RememberedTokens.BytesPerTokenAsync(node)) + " B", "10,000 tokens at most"),
        ];
    }

    private static async Task<Queue<TokenSet>> FreshAsync(HoldingNode node, int count)
    {
        var sets = new Queue<TokenSet>();
        for (int i = 0; i < count; i++)
        {
            sets.Enqueue(HoldingNode.Read(HoldingNode.Header(await node.IssueAsync(0))));
        }

        return sets;
    }

    private static async Task UseAsync(IPermitStore store, string permitId)
    {
        PermitRecord? found = await store.FindAsync(permitId, CancellationToken.None);
        PermitUse use = await store.TryUseAsync(permitId, TimeProvider.System.GetUtcNow(), CancellationToken.None);
        if (found is null || use.Outcome != PermitUseOutcome.Granted)
        {
            throw new InvalidOperationException("The store does not know the permit.");
        }
    }

    /// <summary>What no check of a new token can do without: the signature over as many bytes as a token's.</summary>
    private static async Task<Func<Task>> VerificationAsync(SigningKey key, string token)
    {
        byte[] signed = Encoding.ASCII.GetBytes(token[..token.LastIndexOf('.')]);
        byte[] signature = await key.SignAsync(signed, CancellationToken.None);
        return () => key.PublicKey.Verify(signed, signature) == SignatureVerdict.Valid
            ? Task.CompletedTask
            : throw new InvalidOperationException("The signature does not hold.");
    }

    private static string PermitIdOf(ResourcePermit permit)
    {
        byte[] payload = Base64Url.DecodeFromChars(permit.Token.Split('.')[1]);
        using var claims = JsonDocument.Parse(payload);
        return claims.RootElement.GetProperty("jti").GetString()!;
    }

    private static Contender Batched(string name, Func<Task> runAsync) => new(name, async () =>
    {
        for (int i = 0; i < Batch; i++)
        {
            await runAsync();
        }
    });

    private static Task Done(TokenSet set) => set.Tuples.Count > 0 ? Task.CompletedTask : throw new InvalidOperationException("No token was read.");

    private static string Microseconds(double time) => Figure.Text(time) + " µs";

    private static string Bytes(Func<Task> runAsync) => Figure.Text(Allocations.BytesPerCall(runAsync)) + " B";
}
