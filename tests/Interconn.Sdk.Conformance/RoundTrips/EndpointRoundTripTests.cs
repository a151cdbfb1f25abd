using System.Collections.Frozen;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Interconn.Sdk.OpenApi;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Signing;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Conformance.RoundTrips;

/// <summary>
/// Each endpoint once from the SDK's client over a real socket to Kestrel, its handler, and back. What leaves the client and what comes
/// back is read off the connection and held against literals.
/// </summary>
[TestFixture(SignatureAlgorithmIds.Sha256Ecdsa)]
[TestFixture(SignatureAlgorithmIds.Sha256Rsa)]
public sealed class EndpointRoundTripTests(string algorithm)
{
    private readonly SigningKey key = algorithm == SignatureAlgorithmIds.Sha256Rsa ? TestKeys.CallerRsaKey : TestKeys.CallerKey;
    private readonly HandlerRecorder handler = new();
    private readonly WireTap tap = new();
    private FrozenDictionary<string, EndpointSample> samples = null!;
    private TestNode node = null!;
    private TestClient client = null!;

    private static IEnumerable<string> GetSections => InterconnEndpoints.All.Where(endpoint => endpoint.Method == "GET").Select(endpoint => endpoint.Section);

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
    public void Forget()
    {
        tap.Clear();
        node.Logs.Clear();
    }

    [Test]
    public void Samples_AgainstTheCatalogue_AreAllThereAndNoOther() =>
        Assert.That(samples.Keys, Is.EquivalentTo(Sections));

    [TestCaseSource(nameof(GetSections))]
    public void Sample_OfAGet_IsTheExampleOfTheDocument(string section)
    {
        EndpointSample sample = samples[section];
        InterconnEndpoint endpoint = InterconnEndpoints.Find(section)!;

        JsonNode? request = JsonSerializer.SerializeToNode(sample.Request, endpoint.RequestTypeInfo);
        Assert.That(JsonNode.DeepEquals(request, EndpointExample.Of(endpoint).Request), Is.True, request?.ToJsonString());
    }

    [TestCaseSource(nameof(Sections))]
    public async Task Request_AsItLeaves_IsWhatTheStandardSays(string section)
    {
        EndpointSample sample = samples[section];
        long before = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

        await CallAsync(sample);

        long after = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        WireMessage sent = WireMessage.Parse(tap.Sent);
        bool isPost = sample.Method == "POST";
        bool isSigned = section != "3.6";
        string[] expected =
        [
            "Host", "x-source-node-id", "x-target-node-id", "x-timestamp", "x-nonce", "x-trace-id",
            // The platform's own, since the sweep for secrets listens to traces.
            "traceparent",
            .. isPost ? ["x-csrf-protection", "Content-Type", "Content-Length"] : Array.Empty<string>(),
            .. isSigned ? ["x-auth-sign"] : Array.Empty<string>(),
        ];
        Assert.Multiple(() =>
        {
            Assert.That(sent.StartLine, Is.EqualTo($"{sample.Method} {sample.Target} HTTP/1.1"));
            Assert.That(sent.Headers.Select(header => header.Key), Is.EquivalentTo(expected));
            Assert.That(sent["x-source-node-id"], Is.EqualTo("JG0100001100000000"));
            Assert.That(sent["x-target-node-id"], Is.EqualTo("LX0000010000280"));
            Assert.That(sent["x-timestamp"], Does.Match("^[1-9][0-9]{12}\\z"));
            Assert.That(long.Parse(sent["x-timestamp"]!, CultureInfo.InvariantCulture), Is.InRange(before, after));
            Assert.That(sent["x-nonce"], Does.Match("^[0-9a-f]{32}\\z"));
            Assert.That(sent["x-trace-id"], Does.Match("^[0-9a-f]{32}\\z"));
            Assert.That(sent["x-csrf-protection"], isPost ? Does.Match("^[0-9a-f]{32}\\z") : Is.Null);
            Assert.That(sent["Content-Type"], isPost ? Is.EqualTo("application/json") : Is.Null);
            Assert.That(sent["Content-Length"], isPost ? Is.EqualTo($"{Encoding.UTF8.GetByteCount(sample.Body!)}") : Is.Null);
        });
    }

    [TestCaseSource(nameof(Sections))]
    public async Task Body_AsItLeaves_IsTheLiteralInPlainUtf8(string section)
    {
        EndpointSample sample = samples[section];

        await CallAsync(sample);

        string body = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(WireMessage.Parse(tap.Sent).Body);
        if (sample.Body is null)
        {
            Assert.That(body, Is.Empty);
            return;
        }

        Assert.That(JsonNode.DeepEquals(JsonNode.Parse(body), JsonNode.Parse(sample.Body)), Is.True, body);
        // The same members in any order have the same length, unless a character is escaped or a blank put in.
        Assert.That(body, Has.Length.EqualTo(sample.Body.Length));
        Assert.That(body, Does.Not.Contain("\\u"));
    }

    [TestCaseSource(nameof(Sections))]
    public async Task Signature_AsItLeaves_HoldsOverTheProfilesString(string section)
    {
        await CallAsync(samples[section]);

        WireMessage sent = WireMessage.Parse(tap.Sent);
        if (section == "3.6")
        {
            Assert.That(sent["x-auth-sign"], Is.Null);
            return;
        }

        Assert.That(HoldsUnderTheFramework(sent.ToDraft().StringToSign(algorithm), Convert.FromBase64String(sent["x-auth-sign"]!)), Is.True);
    }

    [TestCaseSource(nameof(Sections))]
    public async Task Answer_AsItComes_IsTheEnvelopeByteForByte(string section)
    {
        EndpointSample sample = samples[section];

        await CallAsync(sample);

        // Logged once the answer is written, which may have been read by then.
        await node.Logs.WaitForAsync(200);
        WireMessage received = WireMessage.Parse(tap.Received);
        string expected = """{"code":0,"msg":"success","data":""" + sample.Data + "}";
        Assert.Multiple(() =>
        {
            Assert.That(received.StartLine, Is.EqualTo("HTTP/1.1 200 OK"));
            Assert.That(received["Content-Type"], Is.EqualTo("application/json"));
            Assert.That(received["Content-Length"], Is.EqualTo($"{Encoding.UTF8.GetByteCount(expected)}"));
            Assert.That(received["Transfer-Encoding"], Is.Null);
            Assert.That(Encoding.UTF8.GetString(received.Body), Is.EqualTo(expected));
            Assert.That(node.Logs.OwnEntries.Select(entry => entry.EventId), Is.EqualTo([200]));
        });
    }

    [TestCaseSource(nameof(Sections))]
    public async Task BothSides_OfACall_SeeWhatTheOtherGave(string section)
    {
        EndpointSample sample = samples[section];
        InterconnEndpoint endpoint = InterconnEndpoints.Find(section)!;
        int callsBefore = handler.Calls.Count;

        object? answer = await CallAsync(sample);

        Assert.That(handler.Calls, Has.Count.EqualTo(callsBefore + 1));
        HandledCall handled = handler.LastCall;
        InterconnContext context = handled.Context;
        WireMessage sent = WireMessage.Parse(tap.Sent);
        Assert.Multiple(() =>
        {
            Assert.That(handled.Section, Is.EqualTo(section));
            Assert.That(context.CallerNodeId, Is.EqualTo("JG0100001100000000"));
            Assert.That(context.TraceId, Is.EqualTo(sent["x-trace-id"]));
            Assert.That(context.IsSigned, Is.EqualTo(section != "3.6"));
            Assert.That(context.ContractId, section is "3.1" or "3.2" or "3.6" ? Is.Null : Is.EqualTo("c-01"));
            Assert.That(context.Credential?.Key.Fingerprint, section == "3.6" ? Is.Null : Is.EqualTo(key.PublicKey.Fingerprint));
        });
        if (section == "3.7")
        {
            Assert.That(handled.Request, Is.Null);
        }
        else if (sample.Body is null)
        {
            Assert.That(handled.Request, Is.EqualTo(sample.Request));
        }
        else
        {
            string seen = JsonSerializer.Serialize(handled.Request, endpoint.RequestTypeInfo);
            Assert.That(JsonNode.DeepEquals(JsonNode.Parse(seen), JsonNode.Parse(sample.Body)), Is.True, seen);
        }

        Assert.That(answer is null, Is.EqualTo(sample.Answer is null));
        if (answer is not null)
        {
            Assert.That(answer, Is.Not.SameAs(sample.Answer));
            Assert.That(JsonSerializer.Serialize(answer, endpoint.ResponseTypeInfo), Is.EqualTo(sample.Data));
        }
    }

    [TestCaseSource(nameof(Sections))]
    public async Task Request_SentTwice_HasNothingRandomInCommon(string section)
    {
        await CallAsync(samples[section]);
        WireMessage first = WireMessage.Parse(tap.Sent);
        tap.Clear();
        await CallAsync(samples[section]);
        WireMessage second = WireMessage.Parse(tap.Sent);

        foreach (string name in new[] { "x-nonce", "x-trace-id", "x-csrf-protection", "x-auth-sign" })
        {
            Assert.That(second[name], first[name] is null ? Is.Null : Is.Not.EqualTo(first[name]), name);
        }
    }

    private async Task<object?> CallAsync(EndpointSample sample)
    {
        if (sample.Answer is not null)
        {
            handler.Answer(sample.Section, sample.Answer);
        }

        return await sample.Call(client.Api);
    }

    private bool HoldsUnderTheFramework(byte[] text, byte[] signature)
    {
        if (algorithm == SignatureAlgorithmIds.Sha256Rsa)
        {
            using var rsa = RSA.Create();
            rsa.ImportFromPem(key.AuthCredential);
            return rsa.VerifyData(text, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }

        using var ecdsa = ECDsa.Create();
        ecdsa.ImportFromPem(key.AuthCredential);
        return ecdsa.VerifyData(text, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }
}
