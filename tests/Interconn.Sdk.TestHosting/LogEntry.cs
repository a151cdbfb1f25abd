using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.TestHosting;

/// <summary>One thing that was logged.</summary>
public sealed record LogEntry(string Category, LogLevel Level, int EventId, string Message, Exception? Exception);
