using System.Text;

namespace Interconn.Sdk.Docs.Tests.Documents;

/// <summary>A document as its reader sees it: fenced blocks, headings, tables, links.</summary>
public sealed class MarkdownDocument
{
    private const string Fence = "```";
    private readonly List<CodeBlock> blocks = [];
    private readonly List<string> prose = [];

    public MarkdownDocument(string name, string text)
    {
        Name = name;
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith(Fence, StringComparison.Ordinal))
            {
                prose.Add(lines[i]);
                continue;
            }

            string language = lines[i][Fence.Length..].Trim();
            int start = i + 1;
            var block = new StringBuilder();
            for (i = start; i < lines.Length && lines[i].TrimEnd() != Fence; i++)
            {
                block.Append(lines[i]).Append('\n');
            }

            blocks.Add(new CodeBlock(name, language, block.ToString(), start + 1));
        }
    }

    /// <summary>The path within the repository, with slashes.</summary>
    public string Name { get; }

    public IReadOnlyList<CodeBlock> Blocks => blocks;

    /// <summary>Every line outside of fenced blocks.</summary>
    public IReadOnlyList<string> Prose => prose;

    public IEnumerable<CodeBlock> BlocksIn(string language) => blocks.Where(block => block.Language == language);

    /// <summary>The rows of the table whose heading begins with this cell, without heading and rule.</summary>
    public IReadOnlyList<string[]> Table(string firstHeading)
    {
        int heading = prose.FindIndex(line => line.StartsWith($"| {firstHeading} |", StringComparison.Ordinal));
        return heading < 0
            ? throw new InvalidOperationException($"{Name} has no table that begins with '{firstHeading}'.")
            : [.. prose.Skip(heading + 2).TakeWhile(line => line.StartsWith('|')).Select(Cells)];
    }

    public override string ToString() => Name;

    private static string[] Cells(string row) => [.. row.Trim().Trim('|').Split('|').Select(cell => cell.Trim())];
}
