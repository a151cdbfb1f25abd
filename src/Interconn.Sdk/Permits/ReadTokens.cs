using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Interconn.Sdk.Permits;

/// <summary>
/// The tokens that were read lately and whose signature held, so that it need not be verified with each call. They are known by their digests, and only good ones
/// are kept: a flood of forgeries takes no room and drives nothing out.
/// </summary>
/// <remarks>
/// There are two generations. A token that is asked for again moves to the younger one; when that is full the older one is dropped as a whole, so that whatever
/// was asked for lately stays, and to make room costs nothing however much there is. With ids of common length an entry takes about 630 bytes.
/// </remarks>
/// <param name="capacity">The most tokens that are kept. Half as many are always found again while no others come between.</param>
internal sealed class ReadTokens(int capacity)
{
    private readonly int generationSize = capacity / 2;
    private readonly Lock gate = new();
    private volatile ConcurrentDictionary<TokenDigest, ReadToken> younger = NewGeneration();
    private volatile ConcurrentDictionary<TokenDigest, ReadToken> older = NewGeneration();

    /// <summary>How many are kept; one that has moved counts twice until its older entry is dropped.</summary>
    public int Count => younger.Count + older.Count;

    public bool TryFind(TokenDigest digest, [NotNullWhen(true)] out ReadToken? token)
    {
        if (younger.TryGetValue(digest, out token))
        {
            return true;
        }

        // Where the generations change in this moment nothing may be found: then the token is read anew.
        if (!older.TryGetValue(digest, out token))
        {
            return false;
        }

        Keep(digest, token);
        return true;
    }

    public void Keep(TokenDigest digest, ReadToken token)
    {
        lock (gate)
        {
            if (younger.Count >= generationSize)
            {
                older = younger;
                younger = NewGeneration();
            }

            younger[digest] = token;
        }
    }

    // Written under the gate alone, so that one lock of its own will do.
    private static ConcurrentDictionary<TokenDigest, ReadToken> NewGeneration() => new(concurrencyLevel: 1, capacity: 31);
}
