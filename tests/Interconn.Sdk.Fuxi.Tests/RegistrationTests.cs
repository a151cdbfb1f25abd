using Interconn.Sdk.Fuxi.Tests.Seed;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Interconn.Sdk.Fuxi.Tests;

/// <summary>How a host registers the client, and what it may set.</summary>
public sealed class RegistrationTests
{
    [Test]
    public void Options_WithoutSettings_AreTheDocumentsAddresses()
    {
        var options = new FuxiOptions();
        Assert.That(options.AdminAddress, Is.EqualTo(new Uri("http://localhost:4445")));
        Assert.That(options.PublicAddress, Is.EqualTo(new Uri("http://localhost:4444")));
    }

    [TestCase("http://localhost:4445", "http://127.0.0.1:4444", false)]
    [TestCase("https://fuxi.example", "https://fuxi.example/public", false)]
    [TestCase("http://fuxi.example", "http://fuxi.example", true)]
    public void AddFuxiClient_WithAddressesThatMayBe_GivesTheClient(string admin, string address, bool allowPlainHttp) =>
        Assert.That(
            Make(options => (options.AdminAddress, options.PublicAddress, options.AllowPlainHttp) = (new Uri(admin), new Uri(address), allowPlainHttp)),
            Is.Not.Null);

    [TestCase("http://fuxi.example", "http://localhost:4444", "AdminAddress")]
    [TestCase("http://localhost:4445", "http://fuxi.example", "PublicAddress")]
    [TestCase("http://localhost:4445", "ftp://localhost", "PublicAddress")]
    [TestCase("https://user@fuxi.example", "http://localhost:4444", "AdminAddress")]
    [TestCase(null, "http://localhost:4444", "AdminAddress")]
    public void AddFuxiClient_WithAnAddressThatMayNotBe_NamesIt(string? admin, string address, string setting)
    {
        OptionsValidationException exception = Assert.Throws<OptionsValidationException>(
            () => Make(options => (options.AdminAddress, options.PublicAddress) = (admin is null ? null : new Uri(admin), new Uri(address))))!;
        Assert.That(exception.Message, Does.Contain(setting));
    }

    [Test]
    public async Task AddFuxiClient_WithPathsInTheAddresses_KeepsThem()
    {
        await using var system = ScriptedPartner.Start(ScriptedAnswer.Json("[]"));
        await using TestFuxi fuxi = TestFuxi.Calling(new Uri(system.Address, "admin/"), new Uri(system.Address, "public"));
        await SeedCalls.Of("1.3").CallAsync(fuxi.Client);
        await SeedCalls.Of("3.5").CallAsync(fuxi.Client);
        Assert.That(
            system.Requests.Select(request => request.Target),
            Is.EqualTo(new[] { $"/admin/clients/{SeedCalls.ClientId}/licenses", "/public/identifier?tag=News" }));
    }

    [Test]
    public void AddFuxiClient_FromConfiguration_ReadsBothAddresses()
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AdminAddress"] = "https://admin.example",
            ["PublicAddress"] = "https://public.example",
            ["CallTimeout"] = "00:00:05",
        }).Build();
        using ServiceProvider services = new ServiceCollection().AddFuxiClient(configuration).Services.BuildServiceProvider();
        FuxiOptions options = services.GetRequiredService<IOptions<FuxiOptions>>().Value;
        Assert.That(
            (options.AdminAddress, options.PublicAddress, options.CallTimeout),
            Is.EqualTo((new Uri("https://admin.example"), new Uri("https://public.example"), TimeSpan.FromSeconds(5))));
        Assert.That(services.GetRequiredService<FuxiClient>(), Is.Not.Null);
    }

    [Test]
    public async Task AddFuxiClient_WithNames_GivesOneOfEach()
    {
        await using var first = ScriptedPartner.Start(ScriptedAnswer.Json("[]"));
        await using var second = ScriptedPartner.Start(ScriptedAnswer.Json("[]"));
        IServiceCollection collection = new ServiceCollection();
        collection.AddFuxiClient("first", options => options.PublicAddress = first.Address);
        collection.AddFuxiClient("second", options => options.PublicAddress = second.Address);
        await using ServiceProvider services = collection.BuildServiceProvider();
        await SeedCalls.Of("3.5").CallAsync(services.GetRequiredKeyedService<FuxiClient>("second"));
        Assert.That((first.Connections, second.Connections), Is.EqualTo((0, 1)));
        Assert.Throws<InvalidOperationException>(() => collection.AddFuxiClient("first", _ => { }));
    }

    [Test]
    public void Client_OnPlainHttp_WarnsForEachAddress()
    {
        var logs = new LogCollector();
        using ServiceProvider services = new ServiceCollection()
            .AddLogging(logging => logging.AddProvider(logs))
            .AddFuxiClient(_ => { }).Services
            .BuildServiceProvider();
        services.GetRequiredService<FuxiClient>();
        Assert.That(
            logs.Entries.Where(entry => entry.Level == LogLevel.Warning).Select(entry => entry.Message),
            Is.EqualTo(new[] { "4445", "4444" }.Select(port => $"FUXI IS CA is called by plain http at http://localhost:{port}: credentials can be read on the line")));
    }

    private static FuxiClient Make(Action<FuxiOptions> configure)
    {
        using ServiceProvider services = new ServiceCollection().AddFuxiClient(configure).Services.BuildServiceProvider();
        return services.GetRequiredService<FuxiClient>();
    }
}
