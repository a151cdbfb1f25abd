using System.Diagnostics.Metrics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Interconn.Sdk.Diagnostics;
using Interconn.Sdk.Docs.Tests.Documents;

namespace Interconn.Sdk.Docs.Tests.Tables;

/// <summary>The tables of docs/operations.md, held against the sources of the log lines and the instruments of the library.</summary>
[TestFixture]
public sealed class OperationsTableTests
{
    private static readonly Regex LogMessage = new(
        @"\[LoggerMessage\(\s*(EventId = )?(?<id>[0-9]+),[^\]]*?LogLevel\.(?<level>[A-Z])", RegexOptions.ExplicitCapture | RegexOptions.Singleline);

    private static readonly Regex AnyLogMessage = new(@"\[LoggerMessage\(", RegexOptions.NonBacktracking);

    private static MarkdownDocument Page => Repository.Document("docs/operations.md");

    private static IEnumerable<string> Sources => Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
        .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
        .Select(File.ReadAllText);

    [Test]
    public void LogEvents_OfTheSources_AreInTheTableWithTheirLevel()
    {
        string[] sources = [.. Sources];
        (int, string)[] logged = [.. sources.SelectMany(source => LogMessage.Matches(source))
            .Select(match => (int.Parse(match.Groups["id"].Value, CultureInfo.InvariantCulture), match.Groups["level"].Value))
            .Order()];

        // A line that the pattern does not read would be missed without a word.
        Assert.That(logged, Has.Length.EqualTo(sources.Sum(source => AnyLogMessage.Count(source))));
        Assert.That(Page.Table("event").Select(row => (int.Parse(row[0], CultureInfo.InvariantCulture), row[1])), Is.EqualTo(logged));
    }

    [Test]
    public void LogEvents_OfTheTable_SayWhatTheyMean()
    {
        Assert.That(Page.Table("event").Where(row => row.Length != 4 || row[2].Length == 0).Select(row => row[0]), Is.Empty);
    }

    [Test]
    public void Instruments_OfTheMeter_AreInTheTable()
    {
        var instruments = new SortedSet<string>(StringComparer.Ordinal);
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name == InterconnDiagnostics.Name)
            {
                instruments.Add(instrument.Name);
            }
        };
        listener.Start();
        RuntimeHelpers.RunClassConstructor(typeof(InterconnDiagnostics).TypeHandle);

        Assert.That(Page.Table("instrument").Select(row => row[0].Trim('`')).Order(StringComparer.Ordinal), Is.EqualTo(instruments));
    }
}
