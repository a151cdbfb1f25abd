using System.Text.RegularExpressions;
using Interconn.Sdk.Docs.Tests.Documents;

namespace Interconn.Sdk.Packages.Tests.Contents;

/// <summary>The table of docs/dependencies.md, held against what the packages ask for.</summary>
[TestFixture]
public sealed class DependencyTableTests
{
    private const string BuiltOnRequest = "(built on request)";
    private const string SharedFramework = "the ASP.NET Core shared framework";
    private static readonly Regex Quoted = new("`(?<name>[^`]+)`", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);

    private static IEnumerable<string> Names => PackageFolder.Names;

    private static IEnumerable<string[]> Rows => Repository.Document("docs/dependencies.md").Table("package").Where(row => !row[0].Contains(BuiltOnRequest, StringComparison.Ordinal));

    [Test]
    public void Table_Read_HasEveryPackageOnce()
    {
        Assert.That(Rows.SelectMany(row => NamesIn(row[0])), Is.EquivalentTo(Names));
    }

    [TestCaseSource(nameof(Names))]
    public void Package_Opened_DependsOnWhatTheTableNamesAndNothingElse(string name)
    {
        using var package = new PackedFile(PackageFolder.File(name));
        string said = Rows.Single(row => NamesIn(row[0]).Contains(name))[1];

        IEnumerable<string> expected = NamesIn(said).Concat(said.Contains(SharedFramework, StringComparison.Ordinal) ? ["Microsoft.AspNetCore.App"] : []);

        Assert.That(package.Dependencies, Is.EquivalentTo(expected));
    }

    // A name that begins with a dot shares its first two parts with the one before it.
    private static List<string> NamesIn(string cell)
    {
        var names = new List<string>();
        foreach (Match match in Quoted.Matches(cell))
        {
            string name = match.Groups["name"].Value;
            names.Add(name.StartsWith('.') ? string.Join('.', names[^1].Split('.').Take(2)) + name : name);
        }

        return names;
    }
}
