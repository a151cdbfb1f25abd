using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Load.Tests.Node;

/// <summary>Formats every line and throws it away: what logging costs the node belongs to the figures, what a disk costs does not.</summary>
internal sealed class FormattedLog : ILoggerProvider
{
    private long lines;

    public long Lines => Interlocked.Read(ref lines);

    public ILogger CreateLogger(string categoryName) => new Line(this);

    public void Dispose()
    {
    }

    private sealed class Line(FormattedLog owner) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel) && formatter(state, exception).Length > 0)
            {
                Interlocked.Increment(ref owner.lines);
            }
        }
    }
}
