using System.Text.Json.Nodes;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Partners;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Signing;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.AspNetCore.Tests;

/// <summary>3.1, 3.2 and 3.4: calls that bring a key. What the policy says of it reaches the handler, which decides.</summary>
public sealed class OfferedCredentialTests
{
    private const string Apply = "/v1/interconn/node/contract/apply";
    private const string Confirm = "/v1/interconn/node/contract/confirm";
    private const string Update = "/v1/interconn/node/update";
    private const string PinnedId = "PINNED";

    private readonly HandlerScript script = new();
    private TestNode node = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => node = await TestNode.StartAsync(
        options =>
        {
            options.Partners.Add(TestNode.Partner());
            options.Partners.Add(new PartnerOptions { NodeId = PinnedId, PinnedFingerprint = TestKeys.CallerRsaKey.PublicKey.Fingerprint });
            options.MaxFailuresPerMinute = 1000;
        },
        script.Register);

    [OneTimeTearDown]
    public async Task StopAsync() => await node.DisposeAsync();

    [Test]
    public async Task Apply_Unsigned_IsServedAsUnsignedAndWaits()
    {
        RequestDraft draft = Draft(Apply, "STRANGER", Application("STRANGER", TestKeys.StrangerKey));
        InterconnContext context = await ServedAsync(draft);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(context.IsSigned, Is.False);
            Assert.That(context.Credential, Is.Null);
            Assert.That(context.ContractId, Is.Null);
            Assert.That(context.CallerNodeId, Is.EqualTo("STRANGER"));
            Assert.That(context.OfferedCredential!.Key.Fingerprint, Is.EqualTo(TestKeys.StrangerKey.PublicKey.Fingerprint));
            Assert.That(context.OfferedTrust, Is.EqualTo(TrustDecision.Wait));
        }
    }

    [Test]
    public async Task Apply_SignedWithTheKeyInTheBody_IsServedAsSignedOnce()
    {
        RequestDraft draft = Draft(Apply, "STRANGER", Application("STRANGER", TestKeys.StrangerKey)).Sign(TestKeys.StrangerKey);
        InterconnContext context = await ServedAsync(draft);
        Assert.That(context.IsSigned, Is.True);
        Assert.That(context.Credential!.Key.Fingerprint, Is.EqualTo(TestKeys.StrangerKey.PublicKey.Fingerprint));
        await RefusedAsync(draft, "409/40903");
    }

    [Test]
    public async Task Apply_SignedWithAnotherKey_IsNotAuthenticated([Values("STRANGER", TestNode.CallerId)] string nodeId) =>
        await RefusedAsync(Draft(Apply, nodeId, Application(nodeId, TestKeys.StrangerKey)).Sign(TestKeys.CallerKey), "401/40101");

    [Test]
    public async Task Apply_ForAnotherNode_NamesTheField([Values] bool isSigned)
    {
        RequestDraft draft = Draft(Apply, "STRANGER", Application("ANOTHER", TestKeys.StrangerKey));
        WireAnswer answer = await RefusedAsync(isSigned ? draft.Sign(TestKeys.StrangerKey) : draft, "400/40004");
        Assert.That(answer.Msg, Is.EqualTo("field rule violated: node_id"));
    }

    [TestCase("SHA256_ECDSA", "no key at all", "auth_credential")]
    [TestCase("SHA256_ECDSA", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----", "auth_credential")]
    [TestCase("SHA256_ECDSA", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----", "auth_credential")]
    [TestCase("SHA256_ECDSA", "", "auth_credential")]
    public async Task Apply_WithACredentialThatIsNone_NamesTheField(string authType, string credential, string field)
    {
        JsonObject body = Application("STRANGER", TestKeys.StrangerKey);
        (body["auth_type"], body["auth_credential"]) = (authType, credential);
        WireAnswer answer = await RefusedAsync(Draft(Apply, "STRANGER", body), "400/40004");
        Assert.That(answer.Msg, Is.EqualTo("field rule violated: " + field));
    }

    [TestCase("SHA256_RSA")]
    [TestCase("CERT")]
    [TestCase("none")]
    [TestCase("HMAC_SHA256")]
    public async Task Apply_WithATypeThatTheKeyIsNotOf_IsRefused(string authType)
    {
        JsonObject body = Application("STRANGER", TestKeys.StrangerKey);
        body["auth_type"] = authType;
        await RefusedAsync(Draft(Apply, "STRANGER", body), "400/40004");
    }

    [TestCase(true, TrustDecision.Trusted)]
    [TestCase(false, TrustDecision.Refused)]
    public async Task Apply_OfAPinnedNode_IsJudgedByItsPin(bool isPinnedKey, TrustDecision verdict)
    {
        SigningKey key = isPinnedKey ? TestKeys.CallerRsaKey : TestKeys.StrangerKey;
        Assert.That((await ServedAsync(Draft(Apply, PinnedId, Application(PinnedId, key)).Sign(key))).OfferedTrust, Is.EqualTo(verdict));
    }

    [Test]
    public async Task Confirm_Approved_BringsAKeyThatIsJudged([Values] bool isSigned)
    {
        RequestDraft draft = Draft(Confirm, PinnedId, Confirmation("APPROVED", TestKeys.CallerRsaKey));
        InterconnContext context = await ServedAsync(isSigned ? draft.Sign(TestKeys.CallerRsaKey) : draft);
        Assert.That(context.IsSigned, Is.EqualTo(isSigned));
        Assert.That(context.OfferedTrust, Is.EqualTo(TrustDecision.Trusted));
    }

    [Test]
    public async Task Confirm_SignedWithAnotherKey_IsNotAuthenticated() =>
        await RefusedAsync(Draft(Confirm, PinnedId, Confirmation("APPROVED", TestKeys.CallerRsaKey)).Sign(TestKeys.StrangerKey), "401/40101");

    [Test]
    public async Task Confirm_RejectedWithoutAKey_IsServedUnsigned([Values] bool isSigned)
    {
        // Without a key in the body there is nothing to check a signature with.
        RequestDraft draft = Draft(Confirm, PinnedId, Confirmation("REJECTED", null));
        InterconnContext context = await ServedAsync(isSigned ? draft.Sign(TestKeys.CallerRsaKey) : draft);
        Assert.That(context.IsSigned, Is.False);
        Assert.That(context.OfferedTrust, Is.Null);
    }

    [Test]
    public async Task Confirm_ApprovedWithoutAKey_IsRefused() =>
        await RefusedAsync(Draft(Confirm, PinnedId, Confirmation("APPROVED", null)), "400/40004");

    [Test]
    public async Task Update_WithANewKey_IsVerifiedByTheOldOneAndTheNewIsJudged()
    {
        JsonObject body = Application(TestNode.CallerId, TestKeys.StrangerKey);
        body.Remove("node_id");
        body["contract_id"] = TestNode.ContractId;
        InterconnContext context = await ServedAsync(Draft(Update, TestNode.CallerId, body).Sign());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(context.Credential!.Key.Fingerprint, Is.EqualTo(TestKeys.CallerKey.PublicKey.Fingerprint));
            Assert.That(context.OfferedCredential!.Key.Fingerprint, Is.EqualTo(TestKeys.StrangerKey.PublicKey.Fingerprint));
            Assert.That(context.OfferedTrust, Is.EqualTo(TrustDecision.Refused), "another key was pinned");
            Assert.That(context.ContractId, Is.EqualTo(TestNode.ContractId));
        }

        await RefusedAsync(Draft(Update, TestNode.CallerId, body).Sign(TestKeys.StrangerKey), "401/40101");
        await RefusedAsync(Draft(Update, TestNode.CallerId, body), "401/40101");
    }

    [Test]
    public async Task TrustPolicy_OfTheHosts_IsAskedAndHeard([Values] TrustDecision decision)
    {
        var policy = new FixedPolicy(decision);
        var ownScript = new HandlerScript();
        await using TestNode own = await TestNode.StartAsync(build: builder =>
        {
            builder.Services.AddSingleton<IPartnerTrustPolicy>(policy);
            ownScript.Register(builder);
        });
        WireAnswer answer = await Wire.SendAsync(own, Draft(Apply, "STRANGER", Application("STRANGER", TestKeys.StrangerKey)));
        Assert.That(answer.Verdict, Is.EqualTo("200/0"));
        Assert.That(ownScript.Calls.Single().Context.OfferedTrust, Is.EqualTo(decision));
        Assert.That(policy.Asked!.NodeId, Is.EqualTo("STRANGER"));
        Assert.That(policy.Asked.Credential.Key.Fingerprint, Is.EqualTo(TestKeys.StrangerKey.PublicKey.Fingerprint));
        Assert.That(policy.Asked.RemoteAddress!.MapToIPv4().ToString(), Is.EqualTo("127.0.0.1"));
    }

    private static JsonObject Application(string nodeId, SigningKey key) => new()
    {
        ["node_id"] = nodeId,
        ["name"] = "node",
        ["address"] = "https://node.test",
        ["inst_id"] = "I-1",
        ["institution"] = "institution",
        ["system"] = "system",
        ["system_version"] = "1",
        ["auth_type"] = key.PublicKey.Algorithm.Id,
        ["auth_credential"] = key.AuthCredential,
    };

    private static JsonObject Confirmation(string status, SigningKey? key)
    {
        var body = new JsonObject { ["contract_id"] = "c-applied", ["status"] = status, ["expired_time"] = 1_798_761_600_000 };
        if (key is not null)
        {
            (body["auth_type"], body["auth_credential"]) = (key.PublicKey.Algorithm.Id, key.AuthCredential);
        }

        return body;
    }

    /// <summary>An unsigned call.</summary>
    private static RequestDraft Draft(string target, string source, JsonObject body)
    {
        RequestDraft draft = RequestDraft.Post(target, body.ToJsonString());
        draft["x-source-node-id"] = source;
        draft["x-auth-sign"] = null;
        return draft;
    }

    private async Task<InterconnContext> ServedAsync(RequestDraft draft)
    {
        int handled = script.Calls.Count;
        Assert.That((await Wire.SendAsync(node, draft)).Verdict, Is.EqualTo("200/0"));
        Assert.That(script.Calls, Has.Count.EqualTo(handled + 1));
        return script.Calls[^1].Context;
    }

    private async Task<WireAnswer> RefusedAsync(RequestDraft draft, string verdict)
    {
        int handled = script.Calls.Count;
        WireAnswer answer = await Wire.SendAsync(node, draft);
        Assert.That(answer.Verdict, Is.EqualTo(verdict));
        Assert.That(script.Calls, Has.Count.EqualTo(handled));
        return answer;
    }

    private sealed class FixedPolicy(TrustDecision decision) : IPartnerTrustPolicy
    {
        public TrustQuestion? Asked { get; private set; }

        public ValueTask<TrustDecision> DecideAsync(TrustQuestion question, CancellationToken cancellationToken)
        {
            Asked = question;
            return ValueTask.FromResult(decision);
        }
    }
}
