using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Conformance.Attacks;

/// <summary>Values that are made to be read as something else in a log: L85. What the other side chose is logged only where its form was checked.</summary>
[TestFixture]
public sealed class LogInjectionTests
{
    private const string Forged = "forged-entry";

    private AttackedNode node = null!;

    private static IEnumerable<string> Headers => ["x-source-node-id", "x-target-node-id", "x-trace-id", "x-nonce", "x-timestamp", "x-csrf-protection", "x-mprac-token-set"];

    private static IEnumerable<TestCaseData> Values()
    {
        yield return new TestCaseData("{0} {Caller} " + Forged).SetArgDisplayNames("braces of a format");
        yield return new TestCaseData("a\u001b[31m" + Forged).SetArgDisplayNames("a colour of a terminal");
        yield return new TestCaseData("a\t" + Forged).SetArgDisplayNames("a tab");
        yield return new TestCaseData("a\u0085" + Forged).SetArgDisplayNames("a next line of Latin-1");
        yield return new TestCaseData("a\u202e" + Forged).SetArgDisplayNames("a turn of the direction");
        yield return new TestCaseData("a%0d%0a" + Forged).SetArgDisplayNames("an escaped line break");
        yield return new TestCaseData("%s%n " + Forged).SetArgDisplayNames("a format of C");
    }

    [OneTimeSetUp]
    public async Task StartAsync() => node = await AttackedNode.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await node.DisposeAsync();

    [Test]
    public async Task L85_HeaderMadeForTheLog_IsRefusedAndNotRepeated(
        [ValueSource(nameof(Headers))] string header, [ValueSource(nameof(Texts))] string value)
    {
        RequestDraft draft = node.Post();
        draft[header] = value;
        node.Host.Logs.Clear();

        WireAnswer answer = await Wire.SendAsync(node.Host, draft.ToWire());

        // The server itself refuses what is no header at all, and the pipeline the rest; a token set that does not read is of a form that grants nothing.
        Assert.That(answer.Status, Is.AnyOf(400, 401));
        AssertClean(answer);
    }

    [TestCaseSource(nameof(Values))]
    public async Task L85_FieldMadeForTheLog_IsNotRepeated(string value)
    {
        string json = $$"""{"audit_id":{{JsonSerializer.Serialize(value)}},"{{Forged}}\n":1}""";
        node.Host.Logs.Clear();

        WireAnswer answer = await Wire.SendAsync(node.Host, node.Post(json: json));

        Assert.That(answer.Status, Is.AnyOf(200, 400));
        AssertClean(answer);
    }

    [Test]
    public async Task L85_TargetMadeForTheLog_IsNotRepeated()
    {
        node.Host.Logs.Clear();

        WireAnswer answer = await Wire.SendAsync(node.Host, node.Get($"/v1/interconn/dataset/pub/query?contract_id=c-01&dataset_id=%0a{Forged}%1b"));

        Assert.That(answer.Verdict, Is.EqualTo("400/40004"));
        AssertClean(answer);
    }

    private static IEnumerable<string> Texts() => Values().Select(row => (string)row.Arguments[0]!);

    private void AssertClean(WireAnswer answer)
    {
        string logged = string.Join('\u0001', node.Host.Logs.OwnEntries.Where(entry => entry.Level > LogLevel.Trace).Select(entry => entry.Message));
        Assert.That(logged, Does.Not.Contain(Forged));
        Assert.That(logged.Replace("\u0001", "", StringComparison.Ordinal).Any(char.IsControl), Is.False, logged);
        Assert.That(answer.Body + string.Concat(answer.Headers.Select(header => header.Value)), Does.Not.Contain(Forged));
    }
}
