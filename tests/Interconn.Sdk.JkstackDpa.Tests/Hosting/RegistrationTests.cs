using Interconn.Sdk.JkstackDpa.Plans;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Interconn.Sdk.JkstackDpa.Tests.Hosting;

/// <summary>How a host adds the client, and what its settings must be.</summary>
public sealed class RegistrationTests
{
    private static readonly Uri Address = new("https://dpa.example:29041");

    [Test]
    public async Task AddJkstackDpaClient_FromConfiguration_CallsAsItSays()
    {
        await using var platform = ScriptedPartner.Start(TestDpa.Success("""{"code":"a-code","access_token":"a-token"}"""));
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Address"] = $"{platform.Address}base/",
            ["ClientId"] = TestDpa.ClientId,
            ["ClientSecret"] = TestDpa.ClientSecret,
            ["Scope"] = "all",
            ["UserId"] = "1",
        }).Build();
        await using ServiceProvider services = new ServiceCollection().AddJkstackDpaClient(configuration).Services.BuildServiceProvider();
        await services.Client().Authorization.GetCodeAsync();
        await services.Client().Authorization.GetTokenAsync("a-code");
        Assert.That(platform.Requests[1].BodyText, Does.Contain($"\"client_secret\":\"{TestDpa.ClientSecret}\"").And.Contain("\"user_id\":\"1\""));
        Assert.That(platform.Requests[0].Target, Is.EqualTo("/base/api/dp/auth/oauth/authorize?response_type=code&client_id=Cfjisl9AeNc066tkxSiKig==&scope=all"));
    }

    [Test]
    public async Task AddJkstackDpaClient_WithNames_KeepsThemAndTheirTokensApart()
    {
        await using ScriptedPartner east = TestDpa.Platform(static _ => TestDpa.Success("""[{"processPlanId":"east"}]"""), token: "token-of-east");
        await using ScriptedPartner west = TestDpa.Platform(static _ => TestDpa.Success("""[{"processPlanId":"west"}]"""), token: "token-of-west");
        var collection = new ServiceCollection();
        collection.AddJkstackDpaClient("east", options => Set(options, east.Address));
        collection.AddJkstackDpaClient("west", options => Set(options, west.Address));
        await using ServiceProvider services = collection.BuildServiceProvider();
        foreach ((string name, ScriptedPartner platform) in new[] { ("east", east), ("west", west) })
        {
            IReadOnlyList<Plan> plans = await services.GetRequiredKeyedService<JkstackDpaClient>(name).Plans.ListAsync();
            Assert.That(plans.Single().ProcessPlanId, Is.EqualTo(name));
            Assert.That(platform.OwnRequest()["Authorization"], Is.EqualTo("Bearer token-of-" + name));
        }
    }

    [Test]
    public void AddJkstackDpaClient_Twice_Throws()
    {
        var services = new ServiceCollection();
        services.AddJkstackDpaClient(options => Set(options, Address));
        Assert.Throws<InvalidOperationException>(() => services.AddJkstackDpaClient(options => Set(options, Address)));
    }

    private static IEnumerable<TestCaseData> Wrong()
    {
        yield return Case("Address is not set", static options => options.Address = null);
        yield return Case("absolute, http or https", static options => options.Address = new Uri("https://me@dpa.example"));
        yield return Case("plain http", static options => options.Address = new Uri("http://dpa.example"));
        yield return Case("ClientId is not set", static options => options.ClientId = "");
        yield return Case("ClientSecret is not set", static options => options.ClientSecret = " ");
        yield return Case("Scope must be", static options => options.Scope = "Default");
        yield return Case("TokenLifetime", static options => options.TokenLifetime = TimeSpan.Zero);
        yield return Case("TokenLifetime", static options => options.TokenLifetime = TimeSpan.FromDays(2));
        yield return Case("CallTimeout", static options => options.CallTimeout = TimeSpan.Zero);
        yield return Case("MaxAnswer", static options => options.MaxAnswer = 1);
        yield return Case("ModelParameterEncoding", static options => options.ModelParameterEncoding = null!);

        static TestCaseData Case(string named, Action<JkstackDpaOptions> configure) => new TestCaseData(named, configure).SetArgDisplayNames(named);
    }

    [TestCaseSource(nameof(Wrong))]
    public void Settings_ThatDoNotHold_AreNamed(string named, Action<JkstackDpaOptions> configure)
    {
        using ServiceProvider services = TestDpa.Services(Address, configure);
        OptionsValidationException exception = Assert.Throws<OptionsValidationException>(() => services.Client())!;
        Assert.That(exception.Message, Does.StartWith("JKStack DPA: ").And.Contain(named).And.Not.Contain(TestDpa.ClientSecret));
    }

    [Test]
    public void PlainHttp_BeyondLoopback_IsAllowedWhereTheSettingsSaySo()
    {
        using ServiceProvider services = TestDpa.Services(new Uri("http://dpa.example"), static options => options.AllowPlainHttp = true);
        Assert.DoesNotThrow(() => services.Client());
    }

    private static void Set(JkstackDpaOptions options, Uri address) =>
        (options.Address, options.ClientId, options.ClientSecret) = (address, TestDpa.ClientId, TestDpa.ClientSecret);
}
