using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Interconn.Sdk.Conformance.RoundTrips;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Signing;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Refit.Tests;

/// <summary>
/// Each endpoint once from its Refit method over a real socket to Kestrel and its handler, and back, held against the literals that the SDK's own clients are
/// held against.
/// </summary>
public sealed class RoundTripTests
{
    private readonly SigningKey key = TestKeys.CallerKey;
    private readonly HandlerRecorder handler = new();
    private readonly WireTap tap = new();
    private FrozenDictionary<string, EndpointSample> samples = null!;
    private TestNode node = null!;
    private TestClient client = null!;

    private static IEnumerable<string> Sections => InterconnEndpoints.All.Select(endpoint => endpoint.Section);

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        samples = EndpointSamples.For(key);
        node = await TestNode.StartAsync(options => options.Partners.Add(TestNode.Partner(key)), handler.Serve);
        client = node.ClientAs(key, build: builder => builder.HttpClient.ConfigurePrimaryHttpMessageHandler(tap.CreateHandler));
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await client.DisposeAsync();
        await node.DisposeAsync();
    }

    [SetUp]
    public void Forget() => tap.Clear();

    [TestCaseSource(nameof(Sections))]
    public async Task Call_ByRefit_SendsAndReadsWhatTheStandardSays(string section)
    {
        EndpointSample sample = samples[section];
        InterconnEndpoint endpoint = InterconnEndpoints.Find(section)!;
        if (sample.Answer is not null)
        {
            handler.Answer(section, sample.Answer);
        }

        object? answer = await RefitPackage.CallAsync(client.Api, endpoint.ToString(), sample.Request);

        WireMessage sent = WireMessage.Parse(tap.Sent);
        string body = Encoding.UTF8.GetString(sent.Body);
        Assert.Multiple(() =>
        {
            Assert.That(sent.StartLine, Is.EqualTo($"{sample.Method} {sample.Target} HTTP/1.1"));
            Assert.That(body, Has.Length.EqualTo(sample.Body?.Length ?? 0));
            Assert.That(sample.Body is null || JsonNode.DeepEquals(JsonNode.Parse(body), JsonNode.Parse(sample.Body)), Is.True, body);
            Assert.That(handler.LastCall.Section, Is.EqualTo(section));
            Assert.That(handler.LastCall.Context.IsSigned, Is.EqualTo(section != "3.6"));
            Assert.That(answer is null, Is.EqualTo(sample.Answer is null));
            Assert.That(answer is null ? "{}" : JsonSerializer.Serialize(answer, endpoint.ResponseTypeInfo), Is.EqualTo(sample.Data));
        });
    }
}
