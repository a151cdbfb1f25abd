namespace Interconn.Sdk.Docs.Tests.Documents;

/// <summary>A fenced block: its language, its text, and the line of the document that the text begins on.</summary>
public sealed record CodeBlock(string Document, string Language, string Text, int Line)
{
    /// <summary>Whether it begins with its own <c>using</c>, and so is a whole program.</summary>
    public bool IsProgram => Text.StartsWith("using ", StringComparison.Ordinal);

    public override string ToString() => $"{Document}:{Line}";
}
