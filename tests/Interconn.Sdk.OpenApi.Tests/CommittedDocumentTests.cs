namespace Interconn.Sdk.OpenApi.Tests;

/// <summary>The committed document is the generated one.</summary>
public sealed class CommittedDocumentTests
{
    [Test]
    public void Document_AsCommitted_IsWhatTheCatalogueGives()
    {
        string committed = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Committed", CommittedFile.Name));

        Assert.That(
            committed,
            Is.EqualTo(Document.Text),
            "The catalogue, a model, an example or a comment has changed. Make the document again by "
            + "'dotnet run --project tools/Interconn.Sdk.OpenApi', read the difference and commit it.");
    }

    [Test]
    public void Document_MadeTwice_IsTheSameText()
    {
        Assert.That(InterconnDocument.Write(), Is.EqualTo(Document.Text));
        Assert.That(Document.Text, Does.EndWith("}\n"));
        Assert.That(Document.Text, Does.Not.Contain("\r"));
    }
}
