using System.Globalization;
using System.Text.RegularExpressions;

namespace Interconn.Sdk.Conformance.SecurityCases;

/// <summary>Holds the list of cases in docs/security.md against the tests that it names: a case without a test, or a test without a case, is a broken promise.</summary>
[TestFixture]
public sealed class SecurityCasesTests
{
    // The groups of the attack list, and the last number of each.
    private static readonly (char Group, int Last)[] Groups =
    [
        ('S', 13), ('R', 25), ('T', 29), ('H', 37), ('C', 42), ('B', 50), ('P', 62), ('W', 69), ('K', 77), ('N', 80), ('D', 84), ('L', 90),
    ];

    private static readonly Regex Row = new(@"^\| ([SRTHCBPWKNDL])([0-9]{1,2}) \|.*\| ([^|]+) \|$", RegexOptions.NonBacktracking);

    // The name of a method, or of one row of its cases.
    private static readonly Regex Named = new(@"[ ""]([SRTHCBPWKNDL])([0-9]{2})_\w", RegexOptions.NonBacktracking);

    private Dictionary<string, string[]> documented = null!;
    private Dictionary<string, HashSet<string>> tested = null!;

    [OneTimeSetUp]
    public async Task ReadDocumentAndTests()
    {
        string root = RepositoryRoot();
        documented = [];
        foreach (string line in await File.ReadAllLinesAsync(Path.Combine(root, "docs", "security.md")))
        {
            if (Row.Match(line) is { Success: true } row)
            {
                string[] files = [.. row.Groups[3].Value.Split(',', StringSplitOptions.TrimEntries).Select(file => file.Trim('`'))];
                Assert.That(documented.TryAdd(Name(row), files), Is.True, $"{Name(row)} is listed twice.");
            }
        }

        tested = [];
        foreach (string path in Directory.EnumerateFiles(Path.Combine(root, "tests"), "*.cs", SearchOption.AllDirectories))
        {
            foreach (Match test in Named.Matches(await File.ReadAllTextAsync(path)))
            {
                if (!tested.TryGetValue(Name(test), out HashSet<string>? files))
                {
                    tested.Add(Name(test), files = []);
                }

                files.Add(Path.GetFileNameWithoutExtension(path));
            }
        }
    }

    private static IEnumerable<string> Cases()
    {
        int number = 1;
        foreach ((char group, int last) in Groups)
        {
            for (; number <= last; number++)
            {
                yield return $"{group}{number.ToString("00", CultureInfo.InvariantCulture)}";
            }
        }
    }

    [TestCaseSource(nameof(Cases))]
    public void Case_OfTheList_IsDocumentedWithTheFilesOfItsTests(string name)
    {
        Assert.That(documented, Does.ContainKey(name), "docs/security.md has no row for it.");
        Assert.That(tested, Does.ContainKey(name), "No test bears its name.");
        Assert.That(documented[name], Is.EquivalentTo(tested[name]), "The files that the row names are those in which its tests stand.");
    }

    [Test]
    public void Tests_NamedByACase_NameOneThatThereIs() => Assert.That(tested.Keys, Is.SubsetOf(Cases()));

    [Test]
    public void Document_ListsNoOtherCase() => Assert.That(documented.Keys, Is.SubsetOf(Cases()));

    private static string Name(Match match) => match.Groups[1].Value + match.Groups[2].Value.PadLeft(2, '0');

    private static string RepositoryRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Interconn.Sdk.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run from within the repository.");
    }
}
