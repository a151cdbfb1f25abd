using Interconn.Sdk.Protocol;

namespace PartnerClient;

/// <summary>Runs one step after the other, and prints a line for each: the section of the standard, what is done, and what came of it.</summary>
internal sealed class Steps(TextWriter output)
{
    /// <summary>Runs a step that cannot be left undecided.</summary>
    public Task<Outcome> RunAsync(string section, string what, Func<Task<string>> actAsync) =>
        RunAsync(section, what, async () => (Outcome.Done, await actAsync()));

    /// <summary>Runs a step. What the partner refuses is printed with its code, its text and the trace id that it logged.</summary>
    public async Task<Outcome> RunAsync(string section, string what, Func<Task<(Outcome Outcome, string Text)>> actAsync)
    {
        try
        {
            (Outcome outcome, string text) = await actAsync();
            Print(section, what, outcome == Outcome.Done ? "ok" : "waits", text);
            return outcome;
        }
        catch (InterconnException exception)
        {
            // What has no text of the partner's did not come from the partner: it could not be reached, or was not asked.
            Print(section, what, "FAILED", exception.Msg is null ? exception.Message : $"{exception.Code} {exception.Msg} (trace {exception.TraceId})");
            return Outcome.Failed;
        }
    }

    /// <summary>Prints a line that is no step.</summary>
    public void Say(string text) => output.WriteLine(text);

    private void Print(string section, string what, string result, string text) => output.WriteLine($"{section,-5}{what,-24}{result,-8}{text}");
}
