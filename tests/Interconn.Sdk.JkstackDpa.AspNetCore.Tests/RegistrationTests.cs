using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Interconn.Sdk.JkstackDpa.AspNetCore.Tests;

/// <summary>How a host adds the receiver.</summary>
public sealed class RegistrationTests
{
    [Test]
    public async Task MapDpaCallback_WithoutAHandler_NamesTheMissingCall()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        await using WebApplication app = builder.Build();
        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => app.MapDpaCallback("/callbacks"))!;
        Assert.That(exception.Message, Does.Contain("services.AddDpaCallback<THandler>()"));
    }

    [Test]
    public void AddDpaCallback_Twice_Throws()
    {
        IServiceCollection services = new ServiceCollection().AddDpaCallback<ScriptedCallbackHandler>();
        Assert.Throws<InvalidOperationException>(() => services.AddDpaCallback<ScriptedCallbackHandler>());
    }

    [TestCase("Lease", 0, 60, 1)]
    [TestCase("Lease", 25 * 60, 26 * 60, 1)]
    [TestCase("RememberFor", 5, 5, 1)]
    [TestCase("MaxRemembered", 5, 60, 0)]
    [TestCase("MaxRemembered", 5, 60, 10_000_001)]
    public async Task Settings_ThatDoNotHold_AreNamedWhenTheRouteIsMapped(string named, int leaseMinutes, int rememberMinutes, int maxRemembered)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddSingleton(new CallbackScript()).AddDpaCallback<ScriptedCallbackHandler>(options =>
        {
            options.Lease = TimeSpan.FromMinutes(leaseMinutes);
            options.RememberFor = TimeSpan.FromMinutes(rememberMinutes);
            options.MaxRemembered = maxRemembered;
        });
        await using WebApplication app = builder.Build();
        OptionsValidationException exception = Assert.Throws<OptionsValidationException>(() => app.MapDpaCallback("/callbacks"))!;
        Assert.That(exception.Message, Does.Contain(named));
    }
}
