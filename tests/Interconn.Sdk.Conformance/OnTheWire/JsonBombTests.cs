using System.Text;
using Interconn.Sdk.Hosting;

namespace Interconn.Sdk.Conformance.OnTheWire;

/// <summary>B46, bombs: JSON that is small to send and large to read. What it costs is a small multiple of what came over the wire.</summary>
public sealed class JsonBombTests : NodeOnTheWire
{
    private const int Mebibyte = 1024 * 1024;

    // Reading doubles its buffer as it goes, and a text is twice as long in memory as on the wire; the rest is the server's own.
    private const int Multiple = 6;
    private const int Constant = 4 * Mebibyte;

    [TestCase(10_000)]
    [TestCase(500_000)]
    public async Task B46_DeepObjects_AreNoJson(int depth) => await BoundedAsync(
        Application[..^1] + ",\"x\":" + Repeat("{\"a\":", depth) + "1" + new string('}', depth) + "}", "400/40003");

    [TestCase(10_000)]
    [TestCase(500_000)]
    public async Task B46_DeepLists_AreNoJson(int depth) =>
        await BoundedAsync(Application[..^1] + ",\"x\":" + new string('[', depth) + new string(']', depth) + "}", "400/40003");

    [Test]
    public async Task B46_AMebibyteOfOpeningBrackets_IsNoJson() => await BoundedAsync(new string('[', Mebibyte), "400/40003");

    [Test]
    public async Task B46_AMebibyteOfOpeningBracesInside_IsNoJson() =>
        await BoundedAsync(Application[..^1] + ",\"x\":" + Repeat("{\"\":", Mebibyte / 4), "400/40003");

    [Test]
    public async Task B46_ALongTextInAField_BreaksItsRule() =>
        await BoundedAsync(Application.Replace("a-1", new string('a', 20 * Mebibyte), StringComparison.Ordinal), "400/40004");

    [Test]
    public async Task B46_ALongEscapedTextInAField_BreaksItsRule() =>
        await BoundedAsync(Application.Replace("a-1", Repeat("\\u0041", 3 * Mebibyte), StringComparison.Ordinal), "400/40004");

    [Test]
    public async Task B46_AHundredThousandMembers_AreNoJson() => await BoundedAsync(
        $"{{{string.Join(',', Enumerable.Range(0, 100_000).Select(i => $"\"k{i}\":0"))},{Application[1..]}", "400/40003");

    [Test]
    public async Task B46_AHundredThousandMembersOfAMap_AreNoJson() => await BoundedAsync(
        $"{Application[..^1]},\"auth_scope\":{{{string.Join(',', Enumerable.Range(0, 100_000).Select(i => $"\"k{i}\":[]"))}}}}}", "400/40003");

    [Test]
    public async Task B46_AMillionEntriesOfAList_AreNoJson() =>
        await BoundedAsync($$$"""{{{Application[..^1]}}},"auth_scope":{"NODE":[{{{Repeat("\"n\",", 1_000_000)}}}"n"]}}""", "400/40003");

    [Test]
    public async Task B46_ManyListsWithinTheBounds_AreBoundedByTheBody() =>
        await BoundedAsync($$"""{{Application[..^1]}},"x":[{{Repeat("[],", 999)}}[]]}""", "200/0");

    [Test]
    public async Task B46_ANumberOfAMillionDigits_BreaksItsFieldsRule([Values("times_limit", "time_limit")] string field) =>
        await BoundedAsync($$"""{{Application[..^1]}},"{{field}}":1{{new string('0', 1_000_000)}}}""", "400/40004");

    [Test]
    public async Task B46_BombBeyondTheDefaultLimit_IsRefusedUnread()
    {
        await using TestNode node = await TestNode.StartAsync(options => options.Partners.Add(TestNode.Partner()), Script.Register);
        byte[] bomb = RequestDraft.Post(DatasetApply, Application.Replace("a-1", new string('a', 20 * Mebibyte), StringComparison.Ordinal)).ToWire();
        await using Wire wire = await Wire.ConnectAsync(node);
        long before = GC.GetTotalAllocatedBytes(precise: true);
        await wire.WriteAsync(bomb[..4096]);
        WireAnswer answer = await wire.ReadAsync();
        Assert.That(GC.GetTotalAllocatedBytes(precise: true) - before, Is.LessThan(Constant));
        Assert.That(answer.Verdict, Is.EqualTo("413/41301"));
    }

    protected override void Configure(InterconnOptions options)
    {
        base.Configure(options);
        options.MaxRequestBody = 32 * Mebibyte;
    }

    private static string Repeat(string text, int count) => new StringBuilder(text.Length * count).Insert(0, text, count).ToString();

    private async Task BoundedAsync(string json, string verdict)
    {
        byte[] request = RequestDraft.Post(DatasetApply, json).ToWire();
        long before = GC.GetTotalAllocatedBytes(precise: true);
        if (verdict == "200/0")
        {
            Assert.That((await Wire.SendAsync(Node, request)).Verdict, Is.EqualTo(verdict));
        }
        else
        {
            await RefusedAsync(request, verdict, verified: true);
        }

        long allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        Assert.That(allocated, Is.LessThan(((long)Multiple * request.Length) + Constant), $"for {request.Length} bytes on the wire");
    }
}
