using Interconn.Sdk.Node.Stores;

namespace Interconn.Sdk.Node.Upkeep;

/// <summary>How long a loop sleeps at the longest before it looks whether there is something to do of which nobody told it.</summary>
internal static class Lookout
{
    // Another process may have written it, and ended before it was done: the others are to find it soon. A query that finds nothing costs next to nothing.
    private static readonly TimeSpan OverSharedStore = TimeSpan.FromSeconds(5);

    // What is in the memory of this process only this process writes, and it tells.
    private static readonly TimeSpan OverOwnMemory = TimeSpan.FromMinutes(1);

    public static TimeSpan LongestSleep(INodeStore store) => store is InMemoryNodeStore ? OverOwnMemory : OverSharedStore;
}
