using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Tests.Client;

/// <summary>What a host sets for the HTTP client behind all partners holds for every call.</summary>
public sealed class HttpClientOfTheHostTests
{
    private ScriptedPartner partner = null!;

    [SetUp]
    public void StartPartner() => partner = ScriptedPartner.Start(ScriptedAnswer.Json("""{"code":0,"msg":"","data":{"status":"ok"}}"""));

    [TearDown]
    public async Task StopPartner() => await partner.DisposeAsync();

    [Test]
    public async Task Call_HeaderForAllRequests_Leaves()
    {
        await using TestClient client = partner.Client(build: static interconn =>
            interconn.HttpClient.ConfigureHttpClient(static http => http.DefaultRequestHeaders.UserAgent.ParseAdd("platform/1.0")));
        await client.Api.Nodes.CheckHealthAsync();
        ReceivedRequest request = partner.Requests.Single();
        Assert.That(request["user-agent"], Is.EqualTo("platform/1.0"));
        Assert.That(request.IsSignedBy(TestKeys.CallerKey), Is.True);
    }

    [Test]
    public async Task Call_VersionForAllRequests_IsAskedFor()
    {
        var seen = new List<(Version, HttpVersionPolicy)>();
        await using TestClient client = partner.Client(build: interconn => interconn.HttpClient
            .ConfigureHttpClient(static http =>
            {
                http.DefaultRequestVersion = HttpVersion.Version20;
                http.DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
            })
            .AddHttpMessageHandler(() => new VersionProbe(seen)));
        await client.Api.Nodes.CheckHealthAsync();
        Assert.That(seen, Is.EqualTo(new[] { (HttpVersion.Version20, HttpVersionPolicy.RequestVersionOrLower) }));
    }

    [Test]
    public async Task Call_ManyTimes_MakesHandlersOnce()
    {
        int made = 0;
        await using TestClient client = partner.Client(build: interconn => interconn.HttpClient.AddHttpMessageHandler(() =>
        {
            made++;
            return new VersionProbe([]);
        }));
        for (int i = 0; i < 5; i++)
        {
            await client.Api.Nodes.CheckHealthAsync();
        }

        Assert.That(made, Is.EqualTo(1));
        Assert.That(partner.Connections, Is.EqualTo(1));
    }

    private sealed class VersionProbe(List<(Version, HttpVersionPolicy)> seen) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            seen.Add((request.Version, request.VersionPolicy));
            return base.SendAsync(request, cancellationToken);
        }
    }
}
