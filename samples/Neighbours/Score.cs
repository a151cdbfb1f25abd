namespace Neighbours;

/// <summary>Makes calls one after the other, prints a line for each, and remembers whether each went as the document of its system says.</summary>
internal sealed class Score
{
    /// <summary>How many calls the documents of the four systems have between them.</summary>
    public const int Endpoints = 44;

    private readonly HashSet<string> shown = [];

    /// <summary>Whether every endpoint was shown, and each went as documented.</summary>
    public bool IsWhole => EndedWell && shown.Count == Endpoints;

    public int Shown => shown.Count;

    private bool EndedWell { get; set; } = true;

    /// <summary>Plays what is told of one system. Where a call fails, those after it have nothing to stand on, and are left out.</summary>
    public async Task PlayAsync(string system, Func<Task> story)
    {
        Console.WriteLine($"\n    {system}");
        try
        {
            await story();
        }
        catch (StoryEndedException)
        {
            // Its line is printed.
            EndedWell = false;
        }
    }

    /// <summary>One call of an endpoint. What <paramref name="tell"/> makes of the answer is printed; it says by an exception that the answer is not as documented.</summary>
    public async Task<T> CallAsync<T>(string system, string section, string method, Func<Task<T>> call, Func<T, string> tell)
    {
        try
        {
            T answer = await call();
            Print(system, section, method, "as documented", tell(answer));
            return answer;
        }
        catch (Exception exception) when (exception is not StoryEndedException)
        {
            Print(system, section, method, "UNEXPECTED!", $"{exception.GetType().Name}: {exception.Message}");
            throw new StoryEndedException(exception);
        }
    }

    /// <summary>One call that answers nothing.</summary>
    public Task CallAsync(string system, string section, string method, Func<Task> call, string told) => CallAsync(
        system,
        section,
        method,
        async () =>
        {
            await call();
            return told;
        },
        static told => told);

    /// <summary>Says that an answer is not as documented, unless it is.</summary>
    public static void Expect(bool isAsDocumented, string what)
    {
        if (!isAsDocumented)
        {
            throw new InvalidOperationException($"The answer is not as documented: {what}.");
        }
    }

    private void Print(string system, string section, string method, string verdict, string told)
    {
        // A number for each endpoint: one that is shown once more has its own already.
        string number = shown.Add($"{system} {section}") ? $"{shown.Count}" : "";
        Console.WriteLine($"{number,2}  {verdict,-13}  {system,-11} {section,-6} {method,-34} {told}");
    }

    private sealed class StoryEndedException(Exception cause) : Exception("The story has ended.", cause);
}
