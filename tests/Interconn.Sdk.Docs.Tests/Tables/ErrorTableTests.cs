using System.Globalization;
using System.Reflection;
using Interconn.Sdk.Docs.Tests.Documents;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Docs.Tests.Tables;

/// <summary>The table of docs/errors.md, held against the codes of the library.</summary>
[TestFixture]
public sealed class ErrorTableTests
{
    private static IReadOnlyList<string[]> Rows => Repository.Document("docs/errors.md").Table("code");

    [Test]
    public void Table_OfTheErrors_ListsEveryCodeOnce()
    {
        IEnumerable<int> codes = typeof(InterconnCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.IsLiteral)
            .Select(field => (int)field.GetRawConstantValue()!)
            .Order();

        Assert.That(Rows.Select(row => int.Parse(row[0], CultureInfo.InvariantCulture)), Is.EqualTo(codes));
    }

    [Test]
    public void Table_OfTheErrors_SaysOfEveryCodeWhenAndWhatToDo()
    {
        Assert.That(Rows.Where(row => row.Length != 3 || row.Any(string.IsNullOrWhiteSpace)).Select(row => row[0]), Is.Empty);
    }
}
