using System.Text.Json.Nodes;
using Interconn.Sdk.Conformance.Catalogue;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Conformance.OnTheWire;

/// <summary>A node without handlers: every endpoint verifies first, and only then says that nobody serves it.</summary>
public sealed class UnservedEndpointTests
{
    private TestNode node = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => node = await TestNode.StartAsync(options => options.Partners.Add(TestNode.Partner()));

    [OneTimeTearDown]
    public async Task StopAsync() => await node.DisposeAsync();

    private static IEnumerable<string> Sections() => InterconnEndpoints.All.Select(endpoint => endpoint.Section);

    [TestCaseSource(nameof(Sections))]
    public async Task Endpoint_WithoutAHandler_AnswersNotServedOnceVerified(string section)
    {
        WireAnswer answer = await Wire.SendAsync(node, Call(section).Sign());
        Assert.That(answer.Verdict, Is.EqualTo("501/50101"));
        Assert.That(answer.Body, Is.EqualTo("""{"code":50101,"msg":"not served here","data":{}}"""));
    }

    [TestCaseSource(nameof(Sections))]
    public async Task Endpoint_Unsigned_IsNotAuthenticatedUnlessTheStandardExemptsIt(string section)
    {
        bool isExempt = section is "3.1" or "3.2" or "3.6";
        Assert.That((await Wire.SendAsync(node, Call(section))).Verdict, Is.EqualTo(isExempt ? "501/50101" : "401/40101"));
    }

    [TestCaseSource(nameof(Sections))]
    public async Task Endpoint_SignedByAnotherKey_IsNotAuthenticatedUnlessItReadsNoSignature(string section)
    {
        WireAnswer answer = await Wire.SendAsync(node, Call(section).Sign(TestKeys.StrangerKey));
        Assert.That(answer.Verdict, Is.EqualTo(section == "3.6" ? "501/50101" : "401/40101"));
    }

    [Test]
    public void Catalogue_HasTheEndpointsOfTheStandard() => Assert.That(Sections().Count(), Is.EqualTo(32));

    private static RequestDraft Call(string section)
    {
        StandardEndpoint endpoint = Standard.Endpoints.Single(each => each.Section == section);
        JsonObject request = Samples.Request(endpoint, maximal: false);
        if (request.ContainsKey("contract_id"))
        {
            request["contract_id"] = TestNode.ContractId;
        }

        if (section is "3.1" or "3.2" or "3.4")
        {
            request["auth_type"] = "SHA256_ECDSA";
            request["auth_credential"] = TestKeys.CallerKey.AuthCredential;
        }

        if (section == "3.2")
        {
            request["expired_time"] = JsonNode.Parse(Samples.Time);
        }

        if (section == "3.1")
        {
            request["node_id"] = TestNode.CallerId;
        }

        string query = string.Join('&', request.Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value!.ToString())}"));
        RequestDraft draft = endpoint.Method == "GET"
            ? RequestDraft.Get(endpoint.Path + (query.Length > 0 ? "?" + query : ""))
            : RequestDraft.Post(endpoint.Path, request.ToJsonString());
        draft["x-auth-sign"] = null;
        return draft;
    }
}
