using Interconn.Sdk.Protocol;

namespace TwoNodes;

/// <summary>Plays steps one after the other, prints a line for each, and remembers whether each ended as it should.</summary>
internal sealed class Play
{
    private int number;

    public bool EndedWell { get; private set; } = true;

    /// <summary>Says what the next steps are about.</summary>
    public static void Chapter(string title) => Console.WriteLine($"\n    {title}");

    /// <summary>A step that must succeed; what it returns is printed.</summary>
    public Task StepAsync(PlayedNode from, PlayedNode to, string section, Func<Task<string>> act) => StepAsync(from, to, Name(section), refusal: null, act);

    /// <summary>A step that must end with a code: null for success, otherwise the code of a refusal.</summary>
    public async Task StepAsync(PlayedNode from, PlayedNode to, string endpoint, int? refusal, Func<Task<string>> act)
    {
        bool well;
        string result;
        try
        {
            result = await act();
            well = refusal is null;
        }
        catch (InterconnException exception)
        {
            result = $"refused, {exception.Code} {exception.Msg ?? exception.Message}";
            well = refusal == exception.Code;
        }

        EndedWell &= well;
        string who = $"{from.Self.Institution} -> {to.Self.Institution}";
        Console.WriteLine($"{++number,2}  {(well ? "as expected" : "UNEXPECTED!")}  {who,-15} {endpoint,-46} {result}");
    }

    private static string Name(string section)
    {
        InterconnEndpoint endpoint = InterconnEndpoints.Find(section)!;
        return $"{endpoint.Section} {endpoint.Method} {endpoint.Path}";
    }
}
