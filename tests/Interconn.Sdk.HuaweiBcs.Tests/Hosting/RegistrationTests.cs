using Interconn.Sdk.HuaweiBcs.Datasets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Interconn.Sdk.HuaweiBcs.Tests.Hosting;

/// <summary>What holds for the registration of every neighbouring system's client, shown at this one.</summary>
public sealed class RegistrationTests
{
    private const string Answer = """{"orderSeq":"1"}""";

    [Test]
    public void AddHuaweiBcsClient_WithoutAnAddress_SaysToSetIt()
    {
        using ServiceProvider services = Services(static _ => { });
        OptionsValidationException exception = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<HuaweiBcsClient>())!;
        Assert.That(exception.Message, Does.Contain("Huawei BCS: Address is not set"));
    }

    // The body carries a private key: not even loopback is fine by itself.
    [TestCase("http://host.example")]
    [TestCase("http://127.0.0.1")]
    public void AddHuaweiBcsClient_WithPlainHttp_SaysToAllowIt(string address)
    {
        using ServiceProvider services = Services(options => options.Address = new Uri(address));
        OptionsValidationException exception = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<HuaweiBcsClient>())!;
        Assert.That(exception.Message, Does.Contain("AllowPlainHttp"));
    }

    [Test]
    public void AddHuaweiBcsClient_WithPlainHttpAllowed_WarnsOnce()
    {
        using var logs = new LogCollector();
        using ServiceProvider services = new ServiceCollection()
            .AddLogging(logging => logging.AddProvider(logs))
            .AddHuaweiBcsClient(options => (options.Address, options.AllowPlainHttp) = (new Uri("http://host.example/path"), true)).Services
            .BuildServiceProvider();
        _ = services.GetRequiredService<HuaweiBcsClient>();
        _ = services.GetRequiredService<HuaweiBcsClient>();
        LogEntry entry = logs.OwnEntries.Single();
        Assert.That((entry.EventId, entry.Level), Is.EqualTo((701, LogLevel.Warning)));
        Assert.That(entry.Message, Does.Contain("http://host.example"));
    }

    [Test]
    public void AddHuaweiBcsClient_Twice_SaysToNameThem()
    {
        var services = new ServiceCollection();
        services.AddHuaweiBcsClient(static options => options.Address = new Uri("https://a.example"));
        Assert.That(
            () => services.AddHuaweiBcsClient(static options => options.Address = new Uri("https://b.example")),
            Throws.InvalidOperationException.With.Message.Contains("Give each address a name"));
    }

    [Test]
    public void AddHuaweiBcsClient_TwiceWithOneName_Throws()
    {
        var services = new ServiceCollection();
        services.AddHuaweiBcsClient("north", static options => options.Address = new Uri("https://a.example"));
        Assert.That(
            () => services.AddHuaweiBcsClient("north", static options => options.Address = new Uri("https://b.example")),
            Throws.InvalidOperationException.With.Message.Contains("'north'"));
    }

    [Test]
    public async Task AddHuaweiBcsClient_WithNames_CallsEachAtItsOwnAddress()
    {
        await using var north = ScriptedPartner.Start(ScriptedAnswer.Json(Answer));
        await using var south = ScriptedPartner.Start(ScriptedAnswer.Json(Answer));
        var services = new ServiceCollection();
        services.AddHuaweiBcsClient("north", options => (options.Address, options.AllowPlainHttp) = (north.Address, true));
        services.AddHuaweiBcsClient(
            "south", options => (options.Address, options.AllowPlainHttp, options.PemLineBreaks) = (new Uri(south.Address, "/behind/a/path/"), true, PemLineBreaks.Escaped));
        await using ServiceProvider provider = services.BuildServiceProvider();
        await provider.GetRequiredKeyedService<HuaweiBcsClient>("south").Datasets.AuthorizeAsync(TestDataShare.Authorization);
        Assert.That(north.Connections, Is.Zero);
        Assert.That(south.Requests.Single().Target, Is.EqualTo("/behind/a/path/v1/datashare/dataset/authorize-dataset"));
        Assert.That(provider.GetService<HuaweiBcsClient>(), Is.Null);
    }

    [Test]
    public void AddHuaweiBcsClient_FromConfiguration_ReadsItsSettings()
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Huawei:Address"] = "https://bcs.example",
            ["Huawei:PemLineBreaks"] = "Escaped",
            ["Huawei:CallTimeout"] = "00:00:07",
            ["Huawei:MaxAnswer"] = "2048",
        }).Build();
        using ServiceProvider services = new ServiceCollection().AddHuaweiBcsClient(configuration.GetSection("Huawei")).Services.BuildServiceProvider();
        HuaweiBcsOptions options = services.GetRequiredService<IOptions<HuaweiBcsOptions>>().Value;
        Assert.Multiple(() =>
        {
            Assert.That(options.Address, Is.EqualTo(new Uri("https://bcs.example")));
            Assert.That(options.PemLineBreaks, Is.EqualTo(PemLineBreaks.Escaped));
            Assert.That(options.CallTimeout, Is.EqualTo(TimeSpan.FromSeconds(7)));
            Assert.That(options.MaxAnswer, Is.EqualTo(2048));
            Assert.That(services.GetRequiredService<HuaweiBcsClient>(), Is.Not.Null);
        });
    }

    // A handler of the host that sends calls elsewhere would send the key there.
    [Test]
    public async Task AddHuaweiBcsClient_WithAHandlerThatLeadsElsewhere_SendsNothing()
    {
        await using var elsewhere = ScriptedPartner.Start(ScriptedAnswer.Json(Answer));
        var services = new ServiceCollection();
        services.AddHuaweiBcsClient(static options => options.Address = new Uri("https://bcs.example"))
            .AddHttpMessageHandler(() => new LeadingHandler(elsewhere.Address));
        await using ServiceProvider provider = services.BuildServiceProvider();
        Assert.ThrowsAsync<InvalidOperationException>(() => provider.GetRequiredService<HuaweiBcsClient>().Datasets.AuthorizeAsync(TestDataShare.Authorization));
        Assert.That(elsewhere.Connections, Is.Zero);
    }

    [Test]
    public async Task AddHuaweiBcsClient_WhoseHttpClientIsUsedByTheHost_RefusesIt()
    {
        await using var system = ScriptedPartner.Start(ScriptedAnswer.Json(Answer));
        var services = new ServiceCollection();
        IHttpClientBuilder http = services.AddHuaweiBcsClient(options => (options.Address, options.AllowPlainHttp) = (system.Address, true));
        await using ServiceProvider provider = services.BuildServiceProvider();
        using HttpClient client = provider.GetRequiredService<IHttpClientFactory>().CreateClient(http.Name);
        Assert.ThrowsAsync<InvalidOperationException>(() => client.GetAsync(system.Address));
        Assert.That(system.Connections, Is.Zero);
    }

    private static ServiceProvider Services(Action<HuaweiBcsOptions> configure) =>
        new ServiceCollection().AddHuaweiBcsClient(configure).Services.BuildServiceProvider();

    private sealed class LeadingHandler(Uri elsewhere) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = new Uri(elsewhere, request.RequestUri!.PathAndQuery);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
