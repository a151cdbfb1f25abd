using System.Text.RegularExpressions;

namespace Interconn.Sdk.Docs.Tests.Documents;

[TestFixture]
public sealed class LinkTests
{
    private static readonly Regex Link = new(@"\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);
    private static readonly Regex NotInAnchor = new(@"[^\p{L}\p{N} _-]", RegexOptions.NonBacktracking);

    [Test]
    public void Links_OfTheReadme_AreFound()
    {
        Assert.That(Links(Repository.Document("README.md")), Has.Some.EqualTo("docs/signing.md"));
    }

    [TestCaseSource(typeof(Repository), nameof(Repository.Documents))]
    public void RelativeLinks_OfADocument_LeadToSomething(MarkdownDocument document)
    {
        Assert.That(Links(document).Where(link => !Uri.TryCreate(link, UriKind.Absolute, out _) && !Leads(document, link)), Is.Empty);
    }

    private static IEnumerable<string> Links(MarkdownDocument document) =>
        document.Prose.SelectMany(line => Link.Matches(line)).Select(match => match.Groups["target"].Value);

    private static bool Leads(MarkdownDocument document, string link)
    {
        string[] parts = link.Split('#', 2);
        string folder = Path.GetDirectoryName(document.Name) ?? "";
        string target = parts[0].Length == 0 ? document.Name : Path.GetRelativePath(Repository.Root, Path.Combine(Repository.Root, folder, parts[0])).Replace('\\', '/');
        string path = Path.Combine(Repository.Root, target);
        return File.Exists(path)
            ? parts.Length == 1 || Repository.Documents.Any(other => other.Name == target && Anchors(other).Contains(parts[1]))
            : Directory.Exists(path) && parts.Length == 1;
    }

    // As the usual hosts of repositories name headings: small letters, blanks as hyphens, no other punctuation.
    private static IEnumerable<string> Anchors(MarkdownDocument document) => document.Prose
        .Where(line => line.StartsWith('#'))
        .Select(line => NotInAnchor.Replace(line.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-'));
}
