using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Tests.Permits;

/// <summary>Keeps every line that is logged, of any level.</summary>
internal sealed class CapturedLog
{
    public ConcurrentQueue<(EventId Event, LogLevel Level, string Text)> Lines { get; } = new();

    public ILogger<T> For<T>() => new Logger<T>(this);

    private sealed class Logger<T>(CapturedLog log) : ILogger<T>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            // The values beside the text reach structured logs, so they count as well.
            string values = state is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(' ', pairs.Select(pair => pair.Value)) : "";
            log.Lines.Enqueue((eventId, logLevel, $"{formatter(state, exception)} {values} {exception}"));
        }
    }
}
