using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;

namespace Interconn.Sdk.TestHosting.Secrets;

/// <summary>
/// Looks at whatever a test process logs, throws, traces and measures for secrets (L86). It hears all of it, whichever test caused it: a leak need not
/// be thought of to be found.
/// </summary>
public static class SecretSweep
{
    private const string Product = "Interconn.Sdk";
    private static readonly ConcurrentQueue<string> Findings = new();
    private static readonly Lock Starting = new();
    private static readonly ConcurrentDictionary<string, byte> Literals = new(StringComparer.Ordinal);
    private static bool started;

    /// <summary>Begins to listen, once in a process.</summary>
    public static void Start()
    {
        lock (Starting)
        {
            if (started)
            {
                return;
            }

            started = true;
            AppDomain.CurrentDomain.FirstChanceException += (_, thrown) => LookAtThrown(thrown.Exception);
            ActivitySource.AddActivityListener(new ActivityListener
            {
                ShouldListenTo = source => source.Name.StartsWith(Product, StringComparison.Ordinal),
                Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = LookAtActivity,
            });
            ListenToMeters();
        }
    }

    /// <summary>Takes in secrets that the tests made up, and that have no form of their own.</summary>
    public static void Learn(IEnumerable<string> secrets)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        foreach (string secret in secrets)
        {
            Literals.TryAdd(secret, 0);
        }
    }

    /// <summary>What was found since the last time that this was asked: where, what kind, and the text up to the secret.</summary>
    public static IReadOnlyList<string> TakeFindings()
    {
        var taken = new List<string>();
        while (Findings.TryDequeue(out string? finding))
        {
            taken.Add(finding);
        }

        return taken;
    }

    /// <summary>The kind of secret in a text, or null where there is none.</summary>
    public static string? KindIn(string text) =>
        Literals.Keys.Any(secret => text.Contains(secret, StringComparison.Ordinal)) ? "a secret that the tests know" : SecretForms.FirstIn(text);

    /// <summary>Looks at a line that a process of the tests wrote, a log of its own most of the time.</summary>
    public static void LookAtOutput(string line) => Look("the output of a process", line);

    internal static void LookAtEntry(LogEntry entry)
    {
        Look($"the log of {entry.Category}, event {entry.EventId} ({entry.Level})", entry.Message);
        if (entry.Exception is Exception exception && IsOurs(exception))
        {
            Look($"an exception in the log of {entry.Category}, event {entry.EventId}", exception.ToString());
        }
    }

    private static void LookAtThrown(Exception exception)
    {
        if (!IsOurs(exception))
        {
            return;
        }

        for (Exception? inner = exception; inner is not null; inner = inner.InnerException)
        {
            Look($"an exception, {inner.GetType().Name}", inner.Message);
            foreach (object? value in inner.Data.Values)
            {
                Look($"the data of an exception, {inner.GetType().Name}", value?.ToString() ?? "");
            }
        }
    }

    // What the tests throw themselves, and what a host's handlers throw in them, is not the product's to keep clean.
    private static bool IsOurs(Exception exception) =>
        exception.TargetSite?.Module.Assembly is Assembly thrower
        && thrower.GetName().Name is string name
        && name.StartsWith(Product, StringComparison.Ordinal)
        && !name.Contains("Test", StringComparison.Ordinal)
        && !name.EndsWith("Conformance", StringComparison.Ordinal);

    private static void LookAtActivity(Activity activity)
    {
        string where = $"the trace {activity.OperationName}";
        Look(where, $"{activity.DisplayName} {activity.StatusDescription} {activity.TraceStateString}");
        foreach ((string key, object? value) in activity.TagObjects.Concat(activity.Events.SelectMany(e => e.Tags)))
        {
            Look($"{where}, {key}", value?.ToString() ?? "");
        }

        foreach ((string key, string? value) in activity.Baggage)
        {
            Look($"{where}, baggage {key}", value ?? "");
        }
    }

    private static void ListenToMeters()
    {
        var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Meter.Name.StartsWith(Product, StringComparison.Ordinal))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>(static (instrument, _, tags, _) => LookAtTags(instrument, tags));
        listener.SetMeasurementEventCallback<long>(static (instrument, _, tags, _) => LookAtTags(instrument, tags));
        listener.SetMeasurementEventCallback<int>(static (instrument, _, tags, _) => LookAtTags(instrument, tags));
        listener.Start();
    }

    private static void LookAtTags(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach ((string key, object? value) in tags)
        {
            Look($"the measurement {instrument.Name}, {key}", value?.ToString() ?? "");
        }
    }

    private static void Look(string where, string text)
    {
        if (text.Length > 0 && KindIn(text) is string kind)
        {
            Findings.Enqueue($"{where} holds {kind}: {text}");
        }
    }
}
