using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.TestHosting;

/// <summary>Keeps what is logged, so that tests can count events and look for secrets.</summary>
public sealed class LogCollector : ILoggerProvider
{
    private readonly ConcurrentQueue<LogEntry> entries = new();

    public IReadOnlyList<LogEntry> Entries => [.. entries];

    /// <summary>The entries of the SDK's own categories.</summary>
    public IReadOnlyList<LogEntry> OwnEntries => [.. entries.Where(entry => entry.Category.StartsWith("Interconn.Sdk", StringComparison.Ordinal))];

    public ILogger CreateLogger(string categoryName) => new Collector(this, categoryName);

    public void Clear() => entries.Clear();

    public void Dispose()
    {
    }

    private sealed class Collector(LogCollector owner, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            owner.entries.Enqueue(new LogEntry(category, logLevel, eventId.Id, formatter(state, exception), exception));
    }
}
