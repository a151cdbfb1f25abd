namespace Interconn.Sdk.Hosting;

/// <summary>
/// Holds what the server package keeps once per node. AddInterconn cannot register it, since it knows no web server, and a host is not to
/// call a second method for it.
/// </summary>
internal sealed class ServerSlot
{
    private readonly Lock gate = new();
    private object? content;

    public T GetOrCreate<T>(Func<T> create)
        where T : class
    {
        lock (gate)
        {
            return (T)(content ??= create());
        }
    }
}
