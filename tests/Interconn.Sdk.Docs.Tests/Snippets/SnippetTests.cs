using Interconn.Sdk.Docs.Tests.Documents;

namespace Interconn.Sdk.Docs.Tests.Snippets;

[TestFixture]
public sealed class SnippetTests
{
    // That package is in no default build: its own tests compile its README, with or without Refit.
    private const string BuiltOnRequest = "src/Interconn.Sdk.Refit/README.md";

    private static IEnumerable<CodeBlock> CSharpBlocks => Repository.Documents
        .Where(document => document.Name != BuiltOnRequest)
        .SelectMany(document => document.BlocksIn("csharp"));

    [Test]
    public void Documents_Read_HaveCodeInBothReadmes()
    {
        Assert.That(CSharpBlocks.Select(block => block.Document), Does.Contain("README.md").And.Contain("README.zh-CN.md"));
    }

    // A block in a language that no test knows would be one that nobody checks.
    [TestCaseSource(typeof(Repository), nameof(Repository.Documents))]
    public void Blocks_OfADocument_AreInALanguageThatIsChecked(MarkdownDocument document)
    {
        Assert.That(document.Blocks.Select(block => block.Language).Distinct(), Is.SubsetOf(new[] { "", "csharp", "json", "java", "go", "python", "bash" }));
    }

    [TestCaseSource(nameof(CSharpBlocks))]
    public void Block_Compiled_HasNothingToComplainOf(CodeBlock block)
    {
        Assert.That(SnippetCompiler.Complaints(SnippetCompiler.Compile(Repository.Document(block.Document), block)), Is.Empty);
    }
}
