using System.Collections.Concurrent;
using Interconn.Sdk.TestHosting.Secrets;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.TestHosting;

/// <summary>Keeps what is logged, so that tests can count events and look for secrets.</summary>
public sealed class LogCollector : ILoggerProvider
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ConcurrentQueue<LogEntry> entries = new();
    private event Action<LogEntry>? Logged;

    public IReadOnlyList<LogEntry> Entries => [.. entries];

    /// <summary>The entries of the SDK's own categories.</summary>
    public IReadOnlyList<LogEntry> OwnEntries => [.. entries.Where(entry => entry.Category.StartsWith("Interconn.Sdk", StringComparison.Ordinal))];

    public ILogger CreateLogger(string categoryName) => new Collector(this, categoryName);

    public void Clear() => entries.Clear();

    /// <summary>Waits for an entry of the SDK's own with an event id, unless it is there already.</summary>
    public Task<LogEntry> WaitForAsync(int eventId) =>
        WaitForAsync(entry => entry.EventId == eventId && entry.Category.StartsWith("Interconn.Sdk", StringComparison.Ordinal));

    /// <summary>Waits for an entry, unless it is there already.</summary>
    public async Task<LogEntry> WaitForAsync(Func<LogEntry, bool> isMeant)
    {
        var seen = new TaskCompletionSource<LogEntry>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look(LogEntry entry)
        {
            if (isMeant(entry))
            {
                seen.TrySetResult(entry);
            }
        }

        Logged += Look;
        try
        {
            foreach (LogEntry entry in entries)
            {
                Look(entry);
            }

            return await seen.Task.WaitAsync(Patience);
        }
        finally
        {
            Logged -= Look;
        }
    }

    public void Dispose()
    {
    }

    private sealed class Collector(LogCollector owner, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var entry = new LogEntry(category, logLevel, eventId.Id, formatter(state, exception), exception);
            SecretSweep.LookAtEntry(entry);
            owner.entries.Enqueue(entry);
            owner.Logged?.Invoke(entry);
        }
    }
}
