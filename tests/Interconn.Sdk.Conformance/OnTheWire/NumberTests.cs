using System.Text.Json;
using Interconn.Sdk.Datasets;
using Interconn.Sdk.Hosting;

namespace Interconn.Sdk.Conformance.OnTheWire;

/// <summary>B47: numbers at the edges of their types and of what they mean.</summary>
public sealed class NumberTests : NodeOnTheWire
{
    private const int Cap = 10;

    [TestCase("-1")]
    [TestCase("0")]
    [TestCase("2147483648")]
    [TestCase("-2147483649")]
    [TestCase("9223372036854775807")]
    [TestCase("-0")]
    public async Task B47_TimesLimitBeyondItsRange_NamesTheField(string value) => await NamedAsync("times_limit", value);

    [TestCase("1", 1)]
    [TestCase("2147483647", int.MaxValue)]
    public async Task B47_TimesLimitAtItsEdge_IsServed(string value, int read)
    {
        await ServedAsync(Post("times_limit", value));
        Assert.That(((DatasetAuditApplication)Script.Calls[^1].Request!).TimesLimit, Is.EqualTo(read));
    }

    [TestCase("-1")]
    [TestCase("0")]
    [TestCase("9223372036854775807")]
    [TestCase("9223372036854775808")]
    [TestCase("-9223372036854775808")]
    [TestCase("999999999")]
    [TestCase("99999999999", Description = "11 digits")]
    [TestCase("999999999999", Description = "12 digits")]
    [TestCase("20260230000000", Description = "no date")]
    [TestCase("99999999999999", Description = "no date")]
    [TestCase("100000000000000", Description = "15 digits")]
    public async Task B47_TimeLimitOfNoKnownForm_NamesTheField(string value) => await NamedAsync("time_limit", value);

    [TestCase("1798761600000", "2027-01-01T00:00:00Z")]
    [TestCase("1798761600", "2027-01-01T00:00:00Z")]
    [TestCase("20270101080000", "2027-01-01T00:00:00Z")]
    [TestCase("1000000000", "2001-09-09T01:46:40Z")]
    [TestCase("9999999999999", "2286-11-20T17:46:39.999Z")]
    public async Task B47_TimeLimitOfAKnownForm_IsServed(string value, string read)
    {
        await ServedAsync(Post("time_limit", value));
        DateTimeOffset expected = JsonSerializer.Deserialize<DateTimeOffset>($"\"{read}\"");
        Assert.That(((DatasetAuditApplication)Script.Calls[^1].Request!).TimeLimit, Is.EqualTo(expected));
    }

    [TestCase("page_size=0", "page_size")]
    [TestCase("page_size=-2", "page_size")]
    [TestCase("page_size=11", "page_size", Description = "beyond the node's cap")]
    [TestCase("page_size=1000000000", "page_size")]
    [TestCase("page_size=2147483648", "page_size")]
    [TestCase("page_size=-2147483649", "page_size")]
    [TestCase("page_size=1e1", "page_size")]
    [TestCase("page_size=1.0", "page_size")]
    [TestCase("page_size=%2B1", "page_size")]
    [TestCase("page_size=+1", "page_size")]
    [TestCase("page_size=%201", "page_size")]
    [TestCase("page_size=01", "page_size")]
    [TestCase("page_size=-0", "page_size")]
    [TestCase("page_size=", "page_size")]
    [TestCase("page_size", "page_size")]
    [TestCase("page_size=%EF%BC%91", "page_size", Description = "a full-width digit")]
    [TestCase("page_size=1,0", "page_size")]
    [TestCase("page_num=0", "page_num")]
    [TestCase("page_num=-1", "page_num")]
    [TestCase("page_num=2147483648", "page_num")]
    [TestCase("page_num=2147483647", "page_num", Description = "times the size of a page is beyond 32 bits")]
    [TestCase("page_num=214748366&page_size=10", "page_num")]
    [TestCase("page_num=2147483647&page_size=-1", "page_num")]
    public async Task B47_PageBeyondItsRange_NamesTheField(string query, string field)
    {
        WireAnswer answer = await RefusedAsync(RequestDraft.Get($"{DatasetList}?contract_id=c-01&{query}"), "400/40004", verified: true);
        Assert.That(answer.Msg, Is.EqualTo("field rule violated: " + field));
    }

    [TestCase("page_size=-1", 10, Description = "all, cut to the node's cap")]
    [TestCase("page_size=10", 10)]
    [TestCase("page_size=1", 1)]
    [TestCase("page_size=-1&page_num=3", 5)]
    [TestCase("page_num=4", 0)]
    [TestCase("page_num=214748365&page_size=10", 0, Description = "the last page that there can be")]
    public async Task B47_PageWithinItsRange_IsServedWithTheHonestTotal(string query, int records)
    {
        WireAnswer answer = await ServedAsync(RequestDraft.Get($"{DatasetList}?contract_id=c-01&{query}"));
        JsonElement data = answer.Envelope!.Value.GetProperty("data");
        Assert.That(data.GetProperty("total").GetInt32(), Is.EqualTo(HandlerScript.DatasetCount));
        Assert.That(data.GetProperty("records").GetArrayLength(), Is.EqualTo(records));
    }

    protected override void Configure(InterconnOptions options)
    {
        base.Configure(options);
        options.MaxPageSize = Cap;
    }

    private static RequestDraft Post(string field, string value) =>
        RequestDraft.Post(DatasetApply, $"{Application[..^1]},\"{field}\":{value}}}");

    private async Task NamedAsync(string field, string value)
    {
        WireAnswer answer = await RefusedAsync(Post(field, value), "400/40004", verified: true);
        Assert.That(answer.Msg, Is.EqualTo("field rule violated: " + field));
    }
}
