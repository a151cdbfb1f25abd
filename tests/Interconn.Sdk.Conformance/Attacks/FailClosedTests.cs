using System.Security.Cryptography;
using Interconn.Sdk.Audits;
using Interconn.Sdk.Partners;
using Interconn.Sdk.Signing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Interconn.Sdk.Conformance.Attacks;

/// <summary>S11 to S13: algorithms that are none, routes that would borrow an exemption, and verifiers that fail.</summary>
public sealed class FailClosedTests
{
    private AttackedNode node = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => node = await AttackedNode.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await node.DisposeAsync();

    [TestCase("none")]
    [TestCase("NONE")]
    [TestCase("HS256")]
    [TestCase("HMAC_SHA256")]
    [TestCase("SHA1_RSA")]
    [TestCase("sha256_ecdsa")]
    [TestCase("SHA256_ECDSA ")]
    [TestCase("SHA256_RSA")]
    [TestCase("SM3_SM2")]
    [TestCase("ES256")]
    public async Task S11_ApplicationWithAnAlgorithmThatIsNoneOrNotTheKeys_BreaksAFieldRule(string authType)
    {
        RequestDraft right = node.Sample("3.1");
        string json = System.Text.Encoding.UTF8.GetString(right.Body);

        WireAnswer answer = await node.RefusesAsync(
            node.Post(right.Target, json.Replace("\"SHA256_ECDSA\"", $"\"{authType}\"", StringComparison.Ordinal)), "400/40004");

        Assert.That(answer.Msg, Is.EqualTo(authType == "SHA256_RSA" ? "field rule violated: auth_credential" : "field rule violated: auth_type"));
    }

    [Test]
    public async Task S11_ConfirmationOrUpdateWithAnAlgorithmThatIsNone_BreaksAFieldRule(
        [Values("3.2", "3.4")] string section, [Values("none", "HS256", "SM3_SM2", "SHA1_RSA", "sha256_ecdsa", "")] string authType)
    {
        RequestDraft right = node.Sample(section);
        string json = System.Text.Encoding.UTF8.GetString(right.Body);
        Assert.That(json, Does.Contain("\"SHA256_ECDSA\""));

        WireAnswer answer = await node.RefusesAsync(
            node.Post(right.Target, json.Replace("\"SHA256_ECDSA\"", $"\"{authType}\"", StringComparison.Ordinal)), "400/40004");

        Assert.That(answer.Msg, Is.EqualTo("field rule violated: auth_type"));
    }

    [TestCase("none")]
    [TestCase("SM3_SM2")]
    [TestCase("SHA256_RSA")]
    public void S11_PartnerWithAnAlgorithmThatDoesNotServe_StopsTheStart(string authType)
    {
        InvalidOperationException? refusal = Assert.ThrowsAsync<InvalidOperationException>(
            async () => await AttackedNode.StartAsync(configure: options => options.Partners[0].AuthType = authType));
        Assert.That(refusal.Message, Does.Contain(TestNode.CallerId));
    }

    [Test]
    public Task S11_ContractWhoseAlgorithmHasNoVerifier_FailsClosed() => FailsClosedAsync(new NotSupportedException("no verifier for this algorithm"));

    private static IEnumerable<Exception> Failures =>
        [new CryptographicException("bad key in store"), new ObjectDisposedException("key"), new OperationCanceledException(), new IOException("no module")];

    [TestCaseSource(nameof(Failures))]
    public Task S13_VerifierThatThrows_FailsClosedAndRecordsNothing(Exception failure) => FailsClosedAsync(failure);

    [Test]
    public async Task S13_VerifierThatThrowsOnOneOfTwoKeys_FailsClosedThoughTheOtherWouldHold()
    {
        await using AttackedNode broken = await AttackedNode.StartAsync();
        RequestDraft good = broken.Get();
        broken.SetContracts(
            Contract(new FailingKey(TestKeys.StrangerKey, new CryptographicException("bad key in store"))) with { ApprovedAt = broken.Clock.Now },
            Contract(TestKeys.CallerKey.PublicKey) with { ContractId = "c-00" });

        await broken.RefusesAsync(good, "500/50001");
    }

    // The exempt endpoints in every spelling that routing forgives, without a signature.
    [TestCase("/v1/interconn/node/query/?node_id=LX0000010000280", "404/40401")]
    [TestCase("/V1/interconn/node/query?node_id=LX0000010000280", "404/40401")]
    [TestCase("/v1/interconn/node/Query?node_id=LX0000010000280", "404/40401")]
    [TestCase("/v1/interconn/%6eode/query?node_id=LX0000010000280", "404/40401")]
    [TestCase("/v1/interconn/node/quer%79?node_id=LX0000010000280", "404/40401")]
    [TestCase("/v1/interconn/x/../node/query?node_id=LX0000010000280", "404/40401")]
    [TestCase("/v1/interconn/./node/query?node_id=LX0000010000280", "404/40401")]
    [TestCase("/v1/interconn/%2e/node/query?node_id=LX0000010000280", "404/40401")]
    [TestCase("http://node.test/v1/interconn/node/query?node_id=LX0000010000280", "404/40401")]
    [TestCase("//v1/interconn/node/query?node_id=LX0000010000280", "404/none")]
    [TestCase("/v1//interconn/node/query?node_id=LX0000010000280", "404/none")]
    [TestCase("/v1/interconn/node/query.?node_id=LX0000010000280", "404/none")]
    [TestCase("/v1/interconn/node/query;x?node_id=LX0000010000280", "404/none")]
    [TestCase("/v1/interconn/node%2Fquery?node_id=LX0000010000280", "404/none")]
    [TestCase("/v1/interconn/node/query%20?node_id=LX0000010000280", "404/none")]
    [TestCase("/v1/interconn/node/query%00?node_id=LX0000010000280", "400/none")]
    public async Task S12_AnotherSpellingOfAnExemptRoute_IsNotFound(string target, string verdict)
    {
        RequestDraft unsigned = node.Get(target);
        unsigned["x-auth-sign"] = null;
        await NotFoundAsync(unsigned, verdict);
    }

    [TestCase("/v1/interconn/node/contract/apply/", "404/40401")]
    [TestCase("/v1/interconn/node/contract/Apply", "404/40401")]
    [TestCase("/v1/interconn/node/contract/x/../apply", "404/40401")]
    [TestCase("/v1/interconn/node/contract/confirm/", "404/40401")]
    [TestCase("/v1/interconn/node/contract/%63onfirm", "404/40401")]
    [TestCase("/v1/interconn/node/contract/confirm.", "404/none")]
    [TestCase("//v1/interconn/node/contract/apply", "404/none")]
    public async Task S12_AnotherSpellingOfAnExemptPost_IsNotFound(string target, string verdict)
    {
        RequestDraft unsigned = node.Sample("3.1");
        unsigned.Target = target;
        unsigned["x-auth-sign"] = null;
        await NotFoundAsync(unsigned, verdict);
    }

    // A protected endpoint reached through the spelling of an exempt one, and named in its query.
    [TestCase("/v1/interconn/node/query/../health", "404/40401")]
    [TestCase("/v1/interconn/node/health/../query?node_id=LX0000010000280", "404/40401")]
    [TestCase("/v1/interconn/node/health?path=/v1/interconn/node/query", "401/40101")]
    [TestCase("/v1/interconn/node/health?/v1/interconn/node/query", "401/40101")]
    public async Task S12_ProtectedRouteThatBorrowsAnExemption_IsRefused(string target, string verdict)
    {
        RequestDraft unsigned = node.Get(target);
        unsigned["x-auth-sign"] = null;
        await NotFoundAsync(unsigned, verdict);
    }

    [Test]
    public async Task S12_HostRouteNamedLikeAnExemptOne_IsStillGuarded()
    {
        await using AttackedNode host = await AttackedNode.StartAsync(
            map: app => app.MapGet("/own/v1/interconn/node/query", () => Results.Ok()).RequireInterconnSignature());
        RequestDraft good = host.Get("/own/v1/interconn/node/query?node_id=LX0000010000280");
        RequestDraft unsigned = good.Clone();
        unsigned["x-auth-sign"] = null;

        await host.RefusesAsync(unsigned, "401/40101");
        Assert.That((await Wire.SendAsync(host.Host, good)).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task S12_SignatureOnTheExemptQuery_IsNeitherReadNorNeeded()
    {
        RequestDraft draft = node.Sample("3.6");
        draft["x-auth-sign"] = "not base64 at all";
        HandledCall handled = await node.ServesAsync(draft);
        Assert.That(handled.Context.IsSigned, Is.False);

        draft["x-auth-sign"] = null;
        await node.ServesAsync(draft);
    }

    private static async Task FailsClosedAsync(Exception failure)
    {
        await using AttackedNode broken = await AttackedNode.StartAsync();
        RequestDraft good = broken.Get();
        broken.SetContracts(Contract(new FailingKey(TestKeys.CallerKey, failure)));

        WireAnswer answer = await broken.RefusesAsync(good, "500/50001");

        Assert.That(answer.Body, Is.EqualTo("""{"code":50001,"msg":"internal error","data":{}}"""));
        broken.SetContracts(Contract(TestKeys.CallerKey.PublicKey));
        await broken.ServesAsync(good);
    }

    private async Task NotFoundAsync(RequestDraft draft, string verdict)
    {
        if (verdict.EndsWith("none", StringComparison.Ordinal))
        {
            await node.RejectsAsync(draft, int.Parse(verdict[..3], System.Globalization.CultureInfo.InvariantCulture));
        }
        else
        {
            await node.RefusesAsync(draft, verdict);
        }
    }

    private static PartnerContract Contract(VerificationKey key) => new()
    {
        ContractId = TestNode.ContractId,
        Status = ApprovalStatus.Approved,
        ApprovedAt = DateTimeOffset.UnixEpoch,
        ExpiresAt = DateTimeOffset.MaxValue,
        Credential = new PartnerCredential(key.Algorithm.Id, key, []),
    };

    /// <summary>A key whose verification fails, as one that was damaged in its store does.</summary>
    private sealed class FailingKey(ISigningKey of, Exception failure)
        : VerificationKey(of.PublicKey.Algorithm, of.PublicKey.SubjectPublicKeyInfo.Span)
    {
        public override SignatureVerdict Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) => throw failure;
    }
}
