using Interconn.Sdk.Fuxi.Identities;
using Interconn.Sdk.Fuxi.Tests.Seed;

namespace Interconn.Sdk.Fuxi.Tests.Protocol;

/// <summary>The times of the server: up to nine digits of a second, any offset.</summary>
public sealed class TimeFormTests
{
    [TestCase("2021-12-25T14:05:17.124475312+08:00", "2021-12-25T06:05:17.1244753Z", 8)]
    [TestCase("2021-12-25T14:05:17.124475Z", "2021-12-25T14:05:17.124475Z", 0)]
    [TestCase("2021-12-24T09:29:42Z", "2021-12-24T09:29:42Z", 0)]
    [TestCase("2021-12-24T17:29:42+08:00", "2021-12-24T09:29:42Z", 8)]
    [TestCase("2021-12-24T04:29:42.5-05:00", "2021-12-24T09:29:42.5Z", -5)]
    public async Task Time_InAnyForm_IsReadWithItsOffset(string text, string utc, int offsetHours)
    {
        Identity identity = await ReadAsync($"\"{text}\"");
        Assert.That(identity.CreationTime, Is.EqualTo(DateTimeOffset.Parse(utc, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.That(identity.CreationTime!.Value.Offset, Is.EqualTo(TimeSpan.FromHours(offsetHours)));
    }

    [TestCase("\"0001-01-01T00:00:00Z\"")]
    [TestCase("\"0001-01-01T00:00:00+08:00\"")]
    [TestCase("\"\"")]
    [TestCase("null")]
    public async Task Time_ThatIsNone_IsNull(string json) => Assert.That((await ReadAsync(json)).CreationTime, Is.Null);

    [TestCase("\"2021-12-25T14:05:17\"")]
    [TestCase("\"2021-12-25\"")]
    [TestCase("\"yesterday\"")]
    [TestCase("1640412317")]
    public void Time_ThatCannotBeRead_IsRefused(string json) => Assert.ThrowsAsync<FuxiProtocolException>(() => ReadAsync(json));

    [Test]
    public async Task Members_ThatAreLeftOut_HaveTheirDefaults()
    {
        await using var system = ScriptedPartner.Start(ScriptedAnswer.Json("""{"id":"bt.fuxi.id"}"""));
        await using TestFuxi fuxi = TestFuxi.Calling(system);
        Assert.That(await fuxi.Client.Identities.FindAsync("bt.fuxi.id", SeedCalls.ApiKey), Is.EqualTo(new Identity { Id = "bt.fuxi.id" }));
    }

    private static async Task<Identity> ReadAsync(string json)
    {
        await using var system = ScriptedPartner.Start(ScriptedAnswer.Json($$"""{"id":"bt.fuxi.id","creationTime":{{json}} }"""));
        await using TestFuxi fuxi = TestFuxi.Calling(system);
        return (await fuxi.Client.Identities.FindAsync("bt.fuxi.id", SeedCalls.ApiKey))!;
    }
}
