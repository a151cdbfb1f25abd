using Interconn.Sdk.Docs.Tests.Documents;
using Interconn.Sdk.Docs.Tests.Snippets;

namespace Interconn.Sdk.Docs.Tests.QuickStart;

[TestFixture]
public sealed class QuickStartTests
{
    [TestCase("README.md", "Customers")]
    [TestCase("README.zh-CN.md", "客户基本信息")]
    public async Task ClientQuickStart_AgainstTheServerQuickStart_ListsItsDatasets(string name, string dataset)
    {
        MarkdownDocument document = Repository.Document(name);

        (string output, string errors) = await QuickStartRun.RunAsync(document, BuildAsync, BuildAsync);

        Assert.Multiple(() =>
        {
            Assert.That(output, Is.EqualTo($"d-01 {dataset}{Environment.NewLine}"));
            Assert.That(errors, Is.Empty);
        });

        Task<QuickStartProgram> BuildAsync(CodeBlock program) => Task.FromResult(SnippetProgram.Build(SnippetCompiler.Compile(document, program)));
    }
}
