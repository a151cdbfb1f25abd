using System.Text.RegularExpressions;

namespace Interconn.Sdk.Docs.Tests.Documents;

[TestFixture]
public sealed class TranslationTests
{
    private static readonly Regex WordsForTheReader = new(@"//.*|""[^""]*\p{IsCJKUnifiedIdeographs}[^""]*""|""Customers""", RegexOptions.ExplicitCapture);

    // Comments and the names of sample data are translated; everything else is the same code.
    [Test]
    public void ChineseReadme_Code_IsThatOfTheEnglishOne()
    {
        Assert.That(Code("README.zh-CN.md"), Is.EqualTo(Code("README.md")));
    }

    private static IEnumerable<string> Code(string name) => Repository.Document(name).Blocks
        .Select(block => $"{block.Language}\n{Code(block)}");

    private static string Code(CodeBlock block) => block.Language == "csharp"
        ? string.Join('\n', block.Text.Split('\n').Select(line => WordsForTheReader.Replace(line, "").TrimEnd()))
        : block.Text;
}
