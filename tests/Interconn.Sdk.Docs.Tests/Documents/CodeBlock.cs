namespace Interconn.Sdk.Docs.Tests.Documents;

/// <summary>A fenced block: its language, its text, and the line of the document that the text begins on.</summary>
public sealed record CodeBlock(string Document, string Language, string Text, int Line)
{
    public override string ToString() => $"{Document}:{Line}";
}
