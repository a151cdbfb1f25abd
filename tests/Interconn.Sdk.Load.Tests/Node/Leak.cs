using System.Collections.Concurrent;

namespace Interconn.Sdk.Load.Tests.Node;

/// <summary>Keeps some bytes of every call for ever, where the test wants to see that this is noticed.</summary>
internal sealed class Leak(int bytes)
{
    private readonly ConcurrentQueue<byte[]> kept = new();

    public void Grow()
    {
        if (bytes > 0)
        {
            kept.Enqueue(new byte[bytes]);
        }
    }
}
