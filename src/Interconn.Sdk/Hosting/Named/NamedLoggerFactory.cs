using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Hosting.Named;

/// <summary>The host's logging, with the node's name as the scope of each line: lines of several nodes are otherwise alike.</summary>
internal sealed class NamedLoggerFactory(ILoggerFactory host, string name) : ILoggerFactory
{
    private readonly NodeScope scope = new(name);

    public ILogger CreateLogger(string categoryName) => new NamedLogger(host.CreateLogger(categoryName), scope);

    public void AddProvider(ILoggerProvider provider) => host.AddProvider(provider);

    // The factory is the host's.
    public void Dispose()
    {
    }

    private sealed class NodeScope(string name) : List<KeyValuePair<string, object?>>([new("InterconnNode", name)])
    {
        public override string ToString() => $"interconn node {name}";
    }

    private sealed class NamedLogger(ILogger inner, NodeScope scope) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (inner.IsEnabled(logLevel))
            {
                using IDisposable? named = inner.BeginScope(scope);
                inner.Log(logLevel, eventId, state, exception, formatter);
            }
        }
    }
}
