using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Interconn.Sdk.GxbDes.Tests;

/// <summary>How a host adds the client.</summary>
public sealed class RegistrationTests
{
    private static readonly byte[] Answer = ScriptedAnswer.Json("""{"code":1,"data":{}}""");

    [Test]
    public async Task Add_WithAHandlerOfTheHost_SendsItsSession()
    {
        await using var system = ScriptedPartner.Start(Answer);
        var services = new ServiceCollection();
        services.AddGxbDesClient(options => options.Address = system.Address).AddHttpMessageHandler(() => new SessionHandler("session 1"));
        await using ServiceProvider provider = services.BuildServiceProvider();
        await provider.GetRequiredService<GxbDesClient>().Bills.GetTotalAsync();
        Assert.That(system.Requests.Single()["Authorization"], Is.EqualTo("session 1"));
    }

    [Test]
    public async Task Add_FromConfiguration_CallsItsAddress()
    {
        await using var system = ScriptedPartner.Start(Answer);
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Address"] = new Uri(system.Address, "des/").ToString() }).Build();
        var services = new ServiceCollection();
        services.AddGxbDesClient(configuration);
        await using ServiceProvider provider = services.BuildServiceProvider();
        await provider.GetRequiredService<GxbDesClient>().Bills.GetTotalAsync();
        Assert.That(system.Requests.Single().Target, Is.EqualTo("/des/market/bill/total"));
    }

    [Test]
    public async Task Add_WithNames_CallsEachItsOwn()
    {
        await using var one = ScriptedPartner.Start(Answer);
        await using var other = ScriptedPartner.Start(Answer);
        var services = new ServiceCollection();
        services.AddGxbDesClient("one", options => options.Address = one.Address);
        services.AddGxbDesClient("other", options => options.Address = other.Address);
        await using ServiceProvider provider = services.BuildServiceProvider();
        await provider.GetRequiredKeyedService<GxbDesClient>("other").Bills.GetTotalAsync();
        Assert.That((one.Connections, other.Connections), Is.EqualTo((0, 1)));
    }

    [TestCase(null, false, "Address is not set")]
    [TestCase("http://market.example", false, "AllowPlainHttp")]
    [TestCase("ftp://market.example", false, "http or https")]
    [TestCase("http://market.example", true, null)]
    [TestCase("https://market.example", false, null)]
    [TestCase("http://127.0.0.1:1", false, null)]
    public void Options_WithAnAddress_AreCheckedAndSayWhatToChange(string? address, bool allowPlainHttp, string? message)
    {
        var services = new ServiceCollection();
        services.AddGxbDesClient(options => (options.Address, options.AllowPlainHttp) = (address is null ? null : new Uri(address), allowPlainHttp));
        using ServiceProvider provider = services.BuildServiceProvider();
        Action resolve = () => provider.GetRequiredService<GxbDesClient>();
        Assert.That(resolve, message is null ? Throws.Nothing : Throws.InstanceOf<OptionsValidationException>().With.Message.Contains(message));
    }

    [Test]
    public void Add_Twice_Throws()
    {
        var services = new ServiceCollection();
        services.AddGxbDesClient(static _ => { });
        Assert.Throws<InvalidOperationException>(() => services.AddGxbDesClient(static _ => { }));
        Assert.Throws<ArgumentException>(() => services.AddGxbDesClient(" ", static _ => { }));
    }
}
