using System.Collections.Concurrent;

namespace Interconn.Sdk.JkstackDpa.Tests;

/// <summary>How often an emulator was asked for which path.</summary>
internal sealed class RequestCounter
{
    private readonly ConcurrentQueue<string> paths = new();

    public int Codes => Of("/authorize");

    public int Tokens => Of("/token");

    public int Of(string ending) => paths.Count(path => path.EndsWith(ending, StringComparison.Ordinal));

    public void Count(string? path) => paths.Enqueue(path ?? "");
}
