using Interconn.Sdk.Conformance.RoundTrips;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Signing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Interconn.Sdk.Conformance.Attacks;

/// <summary>Signatures that are missing, ill-formed, someone else's, or meant for something else: S01, S02, S04 to S07.</summary>
[TestFixture(SignatureAlgorithmIds.Sha256Ecdsa)]
[TestFixture(SignatureAlgorithmIds.Sha256Rsa)]
public sealed class SignatureTests(string algorithm)
{
    private const string OtherId = "JG0200000000000";

    private readonly SigningKey key = algorithm == SignatureAlgorithmIds.Sha256Rsa ? TestKeys.CallerRsaKey : TestKeys.CallerKey;
    private AttackedNode node = null!;

    private static IEnumerable<string> SignedSections =>
        InterconnEndpoints.All.Select(endpoint => endpoint.Section).Where(section => section is not ("3.1" or "3.2" or "3.6"));

    [OneTimeSetUp]
    public async Task StartAsync() => node = await AttackedNode.StartAsync(
        key,
        options => options.Partners.Add(TestNode.Partner(TestKeys.StrangerKey, OtherId, "c-02")),
        map: app => app.MapMethods("/own/{id}", ["GET", "POST", "DELETE"], (string id) => Results.Ok(id)).RequireInterconnSignature());

    [OneTimeTearDown]
    public async Task StopAsync() => await node.DisposeAsync();

    [TestCaseSource(nameof(SignedSections))]
    public async Task S01_CallWithoutASignature_IsNotAuthenticated(string section)
    {
        RequestDraft signed = node.Sample(section);
        RequestDraft unsigned = signed.Clone();
        unsigned["x-auth-sign"] = null;

        WireAnswer answer = await node.RefusesAsync(unsigned, "401/40101");

        Assert.That(answer.Body, Is.EqualTo("""{"code":40101,"msg":"not authenticated","data":{}}"""));
        await node.ServesAsync(signed);
    }

    [Test]
    public async Task S01_HostRouteWithoutASignature_IsNotAuthenticated()
    {
        RequestDraft unsigned = node.Get("/own/1");
        unsigned["x-auth-sign"] = null;
        await node.RefusesAsync(unsigned, "401/40101");
    }

    private static IEnumerable<TestCaseData> IllFormed()
    {
        yield return Row("empty", static _ => "");
        yield return Row("one character", static _ => "A");
        yield return Row("only padding", static _ => "====");
        yield return Row("a blank inside", static good => good.Insert(8, " "));
        yield return Row("a tab inside", static good => good.Insert(8, "\t"));
        yield return Row("url-safe letters", static good => "-_" + good[2..]);
        yield return Row("padding inside", static good => good[..4] + "==" + good[6..]);
        yield return Row("characters behind the padding", static good => good.TrimEnd('=') + "==AA");
        yield return Row("one character cut off", static good => good[..^1]);
        yield return Row("one character more", static good => good + "A");
        yield return Row("a stray bit in the last character", static _ => Convert.ToBase64String(new byte[70]).Replace("AA==", "AB==", StringComparison.Ordinal));
        yield return Row("no padding", static _ => Convert.ToBase64String(new byte[70]).TrimEnd('='));
        yield return Row("1,028 characters", static _ => Convert.ToBase64String(new byte[771]));
        yield return Row("hex", static good => Convert.ToHexString(Convert.FromBase64String(good))[..^1]);
        yield return Row("a quoted string", static good => $"\"{good}\"");
        yield return Row("a letter beyond ASCII", static good => "é" + good[1..]);

        static TestCaseData Row(string name, Func<string, string> spell) => new TestCaseData(spell).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(IllFormed))]
    public async Task S02_IllFormedSignature_IsAnIllFormedHeader(Func<string, string> spell)
    {
        RequestDraft good = node.Get();
        RequestDraft bad = good.Clone();
        bad["x-auth-sign"] = spell(good["x-auth-sign"]!);

        await node.RefusesAsync(bad, "400/40002");

        // The form is found out before any key is tried.
        Assert.That(node.RefusalReason, Does.Contain("x-auth-sign").And.Contains("ill-formed"));
        await node.ServesAsync(good);
    }

    [Test]
    public async Task S02_SignatureOf1024Characters_IsOfItsFormAndDoesNotHold()
    {
        RequestDraft good = node.Get();
        RequestDraft bad = good.Clone();
        bad["x-auth-sign"] = Convert.ToBase64String(new byte[768]);

        await node.RefusesAsync(bad, "401/40101");
        await node.ServesAsync(good);
    }

    // The endpoints where a signature may be missing: one that is there must be one.
    [Test]
    public async Task S02_IllFormedSignatureThatNeedNotBeThere_IsAnIllFormedHeaderToo(
        [Values("3.1", "3.2")] string section, [Values("", "AB==", "none!", "AA==AA==")] string signature)
    {
        RequestDraft bad = node.Sample(section);
        bad["x-auth-sign"] = signature;

        await node.RefusesAsync(bad, "400/40002");
    }

    [Test]
    public async Task S04_SignatureOfOneNode_UnderTheNameOfAnother_IsNotAuthenticated()
    {
        RequestDraft draft = node.Get();
        draft["x-source-node-id"] = OtherId;

        await node.RefusesAsync(draft, "401/40101");
        await node.RefusesAsync(draft.Sign(key), "401/40101");

        draft.Target = draft.Target.Replace("c-01", "c-02", StringComparison.Ordinal);
        await node.ServesAsync(draft.Sign(TestKeys.StrangerKey));
    }

    [Test]
    public async Task S05_CallForOneNode_SentToAnotherThatKnowsTheSameKey_IsRefusedBeforeCrypto()
    {
        await using AttackedNode third = await AttackedNode.StartAsync(key, options => options.Node.NodeId = "LX0000010000281");
        RequestDraft draft = node.Get();

        await third.RefusesAsync(draft, "401/40101");

        Assert.That(third.RefusalReason, Does.Contain("meant for another node"));
        await node.ServesAsync(draft);
    }

    // Also where no signature is demanded.
    [TestCase("3.1")]
    [TestCase("3.2")]
    [TestCase("3.6")]
    public async Task S05_UnsignedCallForAnotherNode_IsRefusedAlike(string section)
    {
        RequestDraft draft = node.Sample(section);
        draft["x-target-node-id"] = "LX0000010000281";
        draft["x-auth-sign"] = null;

        await node.RefusesAsync(draft, "401/40101");
    }

    [TestCase("4.5", "5.3")]
    [TestCase("4.5", "9.3")]
    [TestCase("3.3", "3.4")]
    [TestCase("4.6", "5.4")]
    [TestCase("4.1", "5.5")]
    public async Task S06_SignatureMovedToAnotherEndpoint_IsNotAuthenticated(string from, string to)
    {
        RequestDraft good = node.Sample(from);
        RequestDraft moved = good.Clone();
        moved.Target = node.Sample(to).Target.Split('?')[0] + good.Target[good.Target.Split('?')[0].Length..];

        await node.RefusesAsync(moved, "401/40101");
        await node.ServesAsync(good);
    }

    [Test]
    public async Task S06_SignatureMovedToAnotherMethod_WhereTheRouteServesBoth_IsNotAuthenticated()
    {
        RequestDraft good = node.Get("/own/1");
        good["x-csrf-protection"] = "csrf";
        good.Sign(key);
        foreach (string method in new[] { "POST", "DELETE" })
        {
            RequestDraft moved = good.Clone();
            moved.Method = method;
            await node.RefusesAsync(moved, "401/40101");
        }

        Assert.That((await Wire.SendAsync(node.Host, good)).Status, Is.EqualTo(200));
    }

    [TestCase("3.7", "POST")]
    [TestCase("4.2", "HEAD")]
    [TestCase("4.5", "GET")]
    [TestCase("4.5", "PUT")]
    public async Task S06_SignatureMovedToAMethodThatTheRouteDoesNotServe_ReachesNoPipeline(string section, string method)
    {
        RequestDraft moved = node.Sample(section);
        moved.Method = method;
        // An answer to HEAD has no length and no body: it ends with the connection.
        moved["Connection"] = "close";

        await node.RejectsAsync(moved, 405);
    }

    [Test]
    public async Task S07_StringToSignThatNamesAnotherAlgorithm_IsNotAuthenticated()
    {
        string other = algorithm == SignatureAlgorithmIds.Sha256Rsa ? SignatureAlgorithmIds.Sha256Ecdsa : SignatureAlgorithmIds.Sha256Rsa;
        foreach (string named in new[] { other, SignatureAlgorithmIds.Sm3Sm2, AuthTypes.Certificate, "none", "" })
        {
            RequestDraft draft = node.Get();
            byte[] signature = await key.SignAsync(draft.StringToSign(named), CancellationToken.None);
            draft["x-auth-sign"] = Convert.ToBase64String(signature);
            await node.RefusesAsync(draft, "401/40101", named);
            await node.ServesAsync(draft.Sign(key), named);
        }
    }

    [Test]
    public async Task S07_KeyOfAnotherKindThatTheRequestNames_IsNotTaken()
    {
        SigningKey attacker = algorithm == SignatureAlgorithmIds.Sha256Rsa ? TestKeys.StrangerKey : TestKeys.CallerRsaKey;
        RequestDraft draft = node.Get(with: attacker);
        foreach (string header in new[] { "auth_type", "auth-type", "x-auth-type", "x-auth-algorithm", "x-auth-credential" })
        {
            draft[header] = header.EndsWith("credential", StringComparison.Ordinal)
                ? Convert.ToBase64String(attacker.PublicKey.SubjectPublicKeyInfo.Span)
                : attacker.AuthType;
        }

        await node.RefusesAsync(draft, "401/40101");
        // The same headers beside a good signature change nothing either.
        await node.ServesAsync(draft.Sign(key));
    }

    [Test]
    public async Task S07_UpdateThatBringsTheKeyThatSignedIt_IsNotAuthenticated()
    {
        SigningKey attacker = algorithm == SignatureAlgorithmIds.Sha256Rsa ? TestKeys.StrangerKey : TestKeys.CallerRsaKey;
        RequestDraft draft = EndpointSamples.For(attacker)["3.4"].ToDraft(node.Clock.Now, attacker);

        await node.RefusesAsync(draft, "401/40101");
    }

    [Test]
    public async Task S07_ApplicationWithAKeyThatDoesNotFitItsType_BreaksAFieldRule()
    {
        string wrong = algorithm == SignatureAlgorithmIds.Sha256Rsa ? SignatureAlgorithmIds.Sha256Ecdsa : SignatureAlgorithmIds.Sha256Rsa;
        RequestDraft right = node.Sample("3.1");
        RequestDraft draft = right.Clone();
        draft.Body = System.Text.Encoding.UTF8.GetBytes(
            System.Text.Encoding.UTF8.GetString(right.Body).Replace($"\"{key.AuthType}\"", $"\"{wrong}\"", StringComparison.Ordinal));
        Assert.That(draft.Body, Is.Not.EqualTo(right.Body));

        WireAnswer answer = await node.RefusesAsync(draft.Sign(key), "400/40004");

        Assert.That(answer.Msg, Is.EqualTo("field rule violated: auth_credential"));
        await node.ServesAsync(right);
    }
}
