namespace Interconn.Sdk.Tests.Client;

/// <summary>Requests of a host that .NET rewrites, or would put on the wire with more in them than was meant: what leaves is what is signed.</summary>
public sealed class RewrittenRequestTests
{
    private ScriptedPartner partner = null!;

    [SetUp]
    public void StartPartner() => partner = ScriptedPartner.Start(ScriptedAnswer.Of(200, []));

    [TearDown]
    public async Task StopPartner() => await partner.DisposeAsync();

    [TestCase("/data/%7E%41%5f?x=%7e%41", "/data/~A_?x=~A")]
    [TestCase("/data/a/./b/../c", "/data/a/c")]
    [TestCase("/data/%2e/x", "/data/x")]
    [TestCase("/data/%2F%2f?x=%20+", "/data/%2F%2f?x=%20+")]
    [TestCase("/数据?名=值", "/%E6%95%B0%E6%8D%AE?%E5%90%8D=%E5%80%BC")]
    public async Task C38_TargetThatTheTypeOfAddressesRewrites_IsSignedAsItLeaves(string given, string leaves)
    {
        await using TestClient client = partner.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(given, UriKind.Relative));
        using HttpResponseMessage answer = await client.Api.SendAsync(request);
        Assert.That(partner.Requests.Single().Target, Is.EqualTo(leaves));
        Assert.That(partner.Requests.Single().IsSignedBy(TestKeys.CallerKey), Is.True);
    }

    // Added without a check, a line break in a value would put another header on the wire.
    [TestCase("x-trace-id")]
    [TestCase("x-nonce")]
    [TestCase("x-source-node-id")]
    [TestCase("x-mprac-token-set")]
    public async Task H31_HeaderOfTheProtocolThatTheHostPutIn_IsReplacedAndBringsNoOtherAlong(string name)
    {
        await using TestClient client = partner.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/data");
        Assert.That(request.Headers.TryAddWithoutValidation(name, "a\r\nx-evil: 1"), Is.True);
        using HttpResponseMessage answer = await client.Api.SendAsync(request);
        ReceivedRequest received = partner.Requests.Single();
        Assert.That(received["x-evil"], Is.Null);
        Assert.That(received[name], Is.Not.EqualTo("a"));
        Assert.That(received.IsSignedBy(TestKeys.CallerKey), Is.True);
    }
}
