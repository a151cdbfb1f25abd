namespace Interconn.Sdk.Fuxi.Tests.Seed;

/// <summary>The examples of the document: what the client sends is what they send.</summary>
public sealed class SeedExampleTests
{
    private static IEnumerable<SeedCall> Calls => SeedCalls.All;

    [TestCaseSource(nameof(Calls))]
    public async Task Call_WithTheValuesOfTheExample_SendsWhatTheExampleSends(SeedCall call)
    {
        HttpieRequest expected = HttpieRequest.Parse(call.Example);
        await using var system = ScriptedPartner.Start(ScriptedAnswer.Json(call.Answer, call.Status));
        await using var other = ScriptedPartner.Start(ScriptedAnswer.Json("{}", 500));
        await using TestFuxi fuxi = expected.IsAdmin ? TestFuxi.Calling(system.Address, other.Address) : TestFuxi.Calling(other.Address, system.Address);
        await call.CallAsync(fuxi.Client);
        ReceivedRequest sent = system.Requests.Single();
        Assert.Multiple(() =>
        {
            Assert.That(sent.Method, Is.EqualTo(expected.Method));
            Assert.That(sent.Target, Is.EqualTo(expected.Target));
            Assert.That(sent["Authorization"], Is.EqualTo(expected.Authorization));
            Assert.That(sent.BodyText, Is.EqualTo(expected.Body));
            Assert.That(sent["Content-Type"], Is.EqualTo(expected.Body.Length == 0 ? null : "application/json"));
            Assert.That(other.Connections, Is.Zero);
        });
    }

    [Test]
    public void Examples_AreThereForEveryEndpoint() => Assert.That(
        SeedCalls.All.Select(call => call.Section).Distinct(),
        Is.EqualTo(new[] { "1.1", "1.2", "1.3", "1.4", "2.1", "2.2", "2.3", "2.4", "3.1", "3.2", "3.3", "3.4", "3.5", "3.6", "4.1", "4.2", "4.3", "4.4", "4.5" }));

    [Test]
    public void Example_IsReadAsHttpieReadsIt()
    {
        HttpieRequest request = HttpieRequest.Parse(SeedCalls.Of("3.1").Example);
        Assert.That(request, Is.EqualTo(new HttpieRequest(
            "POST",
            IsAdmin: false,
            "/identifier",
            "bearer " + SeedCalls.ApiKey,
            """{"id":"news3.bt.fuxi.id","name":"bt_news3","owner":"bt.fuxi.id","dataAddress":"https://scholars-stage.org/xi-jinpings-war-on-spontaneous-order/","dataDigest":"abc","subscriptionType":"Free","categoryID":"education","tags":["News","Home"],"metadata":{"type":"test","site":"zhihu"}}""")));
        Assert.That(HttpieRequest.Parse(SeedCalls.Of("4.4", "as owner").Example).Target, Is.EqualTo("/subscriptions?role=owner&identity=bt.fuxi.id&status=Granted"));
        Assert.That(HttpieRequest.Parse(SeedCalls.Of("3.6").Example).Target, Is.EqualTo("/identifier?metadata=site:zhihu"));
        Assert.That(HttpieRequest.Parse(SeedCalls.Of("1.3").Example).Method, Is.EqualTo("GET"));
    }
}
