using Interconn.Sdk.Fuxi.Tests.Seed;

namespace Interconn.Sdk.Fuxi.Tests;

/// <summary>How the answers of the emulator look on the wire.</summary>
public sealed class EmulatorWireTests
{
    private TestFuxi fuxi = null!;

    [SetUp]
    public async Task StartAsync()
    {
        fuxi = await TestFuxi.StartAsync();
        await fuxi.SendExampleAsync(SeedCalls.Of("2.1").Example);
        await fuxi.SendExampleAsync(SeedCalls.Of("2.1").Example.Replace("id=bt.fuxi.id", "id=bt2.fuxi.id", StringComparison.Ordinal));
        await fuxi.SendExampleAsync(SeedCalls.Of("3.1").Example.Replace("id=news3", "id=news", StringComparison.Ordinal));
    }

    [TearDown]
    public async Task StopAsync() => await fuxi.DisposeAsync();

    [Test]
    public async Task Times_AreWrittenAsTheServerWritesThem()
    {
        string created = await fuxi.SendExampleAsync(SeedCalls.Of("2.1").Example.Replace("id=bt.fuxi.id", "id=bt3.fuxi.id", StringComparison.Ordinal));
        string read = await fuxi.SendExampleAsync(SeedCalls.Of("2.2").Example);
        string applied = await fuxi.SendExampleAsync(SeedCalls.Of("4.1", "of another's data").Example);
        string found = await fuxi.SendExampleAsync(SeedCalls.Of("4.2", "as owner").Example);
        Assert.Multiple(() =>
        {
            Assert.That(created, Does.Contain("\"creationTime\":\"2021-12-25T06:05:17.1244753Z\""));
            Assert.That(read, Does.Contain("\"creationTime\":\"2021-12-25T14:05:17.1244753+08:00\""));
            Assert.That(applied, Does.Contain("\"created_at\":\"2021-12-25T14:05:17.124475300+08:00\""));
            Assert.That(found, Does.Contain("\"created_at\":\"2021-12-25T14:05:17.124475Z\""));
        });
    }

    [Test]
    public async Task Members_ThatAreEmpty_AreLeftOut()
    {
        string created = await fuxi.SendAsync(
            "POST", "/identifier", """{"id":"bare.bt.fuxi.id","name":"n","owner":"bt.fuxi.id","dataAddress":"https://example/","dataDigest":"","tags":[],"metadata":{}}""");
        Assert.That(created, Does.StartWith("201 ").And.Not.Contains("dataDigest").And.Not.Contains("tags").And.Not.Contains("metadata"));
    }

    [TestCase("AuthAddress")]
    [TestCase("authAddress")]
    [TestCase("authaddress")]
    public async Task CreateIdentifier_WithItsAddressInAnyCase_WritesItsOwnOverIt(string name)
    {
        string created = await fuxi.SendAsync(
            "POST", "/identifier", $$"""{"id":"mine.bt.fuxi.id","name":"n","owner":"bt.fuxi.id","{{name}}":"https://mine.example","dataAddress":"https://example/"}""");
        Assert.That(created, Does.StartWith("201 ").And.Contains("\"authAddress\":\"http://localhost:4444\""));
    }

    [Test]
    public async Task Subscribe_WhenTheOwnerIsGone_Gets404()
    {
        await fuxi.SendExampleAsync(SeedCalls.Of("2.3").Example);
        Assert.That(await fuxi.SendExampleAsync(SeedCalls.Of("4.1", "of another's data").Example), Does.StartWith("404 "));
    }
}
