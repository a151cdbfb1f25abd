using Interconn.Sdk.Permits;

namespace Interconn.Sdk.Benchmarks.Permits;

/// <summary>What a node keeps of the tokens that it has read.</summary>
internal static class RememberedTokens
{
    // As many as are certainly kept.
    private const int Count = 5_000;

    /// <summary>Bytes for each token, the token itself not counted.</summary>
    public static async Task<double> BytesPerTokenAsync(HoldingNode node)
    {
        var tokens = new string[Count];
        for (int i = 0; i < Count; i++)
        {
            tokens[i] = (await node.IssueAsync(i)).Token;
        }

        IPermitFormat format = node.MakeFormat();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        foreach (string token in tokens)
        {
            await format.ReadAsync(token, CancellationToken.None);
        }

        long after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(tokens);
        GC.KeepAlive(format);
        return (after - before) / (double)Count;
    }
}
