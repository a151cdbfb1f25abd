using System.Globalization;
using Interconn.Sdk.Conformance.RoundTrips;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Conformance.Attacks;

/// <summary>R14 to R20 and R22: calls that come again, and the quota of what is remembered.</summary>
[TestFixture(SignatureAlgorithmIds.Sha256Ecdsa)]
[TestFixture(SignatureAlgorithmIds.Sha256Rsa)]
public sealed class ReplayTests(string algorithm)
{
    private const string OtherId = "JG0200000000000";
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Instant = TimeSpan.FromMilliseconds(1);

    private readonly SigningKey key = algorithm == SignatureAlgorithmIds.Sha256Rsa ? TestKeys.CallerRsaKey : TestKeys.CallerKey;
    private AttackedNode node = null!;

    [SetUp]
    public async Task StartAsync() => node = await AttackedNode.StartAsync(
        key,
        options =>
        {
            options.Partners.Add(TestNode.Partner(TestKeys.StrangerKey, OtherId, "c-02"));
            options.MaxNoncesPerPartner = 4;
        });

    [TearDown]
    public async Task StopAsync() => await node.DisposeAsync();

    [TestCase("3.1")]
    [TestCase("3.3")]
    [TestCase("4.2")]
    [TestCase("4.5")]
    public async Task R14_ExactCopy_IsAReplayAndTheFirstStands(string section)
    {
        RequestDraft draft = node.Sample(section);
        await node.ServesAsync(draft);

        for (int i = 0; i < 3; i++)
        {
            WireAnswer answer = await node.RefusesAsync(draft, "409/40903");
            Assert.That(answer.Body, Is.EqualTo("""{"code":40903,"msg":"replayed request","data":{}}"""));
        }

        Assert.That(node.Handler.Calls, Has.Count.EqualTo(1));
        await node.ServesAsync(node.Sample(section));
    }

    [Test]
    public async Task R14_CopyToAHandlerThatRefused_IsAReplayToo()
    {
        // The nonce went with the verified call, whatever became of it further in.
        RequestDraft draft = node.Get("/v1/interconn/dataset/pub/query?contract_id=c-99&dataset_id=d-01");
        await node.RefusesAsync(draft, "404/40401");
        await node.RefusesAsync(draft, "409/40903");
    }

    [Test]
    public async Task R15_HundredCopiesAtOnce_AreServedOnce()
    {
        byte[] copy = node.Post().ToWire();
        var wires = new List<Wire>();
        try
        {
            for (int i = 0; i < 100; i++)
            {
                wires.Add(await Wire.ConnectAsync(node.Host));
            }

            WireAnswer[] answers = await Task.WhenAll(wires.Select(async wire =>
            {
                await wire.WriteAsync(copy);
                return await wire.ReadAsync();
            }));

            Assert.That(answers.Count(answer => answer.Verdict == "200/0"), Is.EqualTo(1));
            Assert.That(answers.Count(answer => answer.Verdict == "409/40903"), Is.EqualTo(99));
            Assert.That(node.Handler.Calls, Has.Count.EqualTo(1));
            Assert.That(node.Host.Logs.OwnEntries.Count(entry => entry.EventId == 201), Is.EqualTo(99));
        }
        finally
        {
            foreach (Wire wire in wires)
            {
                await wire.DisposeAsync();
            }
        }
    }

    [Test]
    public async Task R16_ForgedCallWithTheNextNonceOfAnother_DoesNotBurnIt()
    {
        RequestDraft genuine = node.Post();
        RequestDraft forged = genuine.Clone();
        await node.RefusesAsync(forged.Sign(TestKeys.StrangerKey), "401/40101");
        forged["x-auth-sign"] = Convert.ToBase64String(new byte[72]);
        await node.RefusesAsync(forged, "401/40101");
        forged["x-source-node-id"] = OtherId;
        await node.RefusesAsync(forged, "401/40101");

        await node.ServesAsync(genuine);
    }

    [Test]
    public async Task R16_ApplicationWithTheNextNonceOfAPartner_DoesNotBurnIt()
    {
        // 3.1 is signed by whatever key it brings: its nonces count for that key, not for the node that it names.
        RequestDraft genuine = node.Post();
        RequestDraft application = EndpointSamples.For(TestKeys.StrangerKey)["3.1"].ToDraft(node.Clock.Now, TestKeys.StrangerKey);
        application["x-nonce"] = genuine["x-nonce"];
        await node.ServesAsync(application.Sign(TestKeys.StrangerKey));

        await node.ServesAsync(genuine);
    }

    [Test]
    public async Task R17_SameNonceFromTwoNodes_IsServedForBoth()
    {
        RequestDraft first = node.Get();
        RequestDraft second = node.Get(AttackedNode.Read.Replace("c-01", "c-02", StringComparison.Ordinal));
        second["x-source-node-id"] = OtherId;
        second["x-nonce"] = first["x-nonce"];

        await node.ServesAsync(first);
        await node.ServesAsync(second.Sign(TestKeys.StrangerKey));
        await node.RefusesAsync(first, "409/40903");
        await node.RefusesAsync(second, "409/40903");
    }

    [Test]
    public async Task R18_NonceInOtherLetters_IsAnotherNonceThatMustBeSigned()
    {
        RequestDraft first = node.Get();
        first["x-nonce"] = "abcdefghijklmnop";
        await node.ServesAsync(first.Sign(key));

        RequestDraft respelled = first.Clone();
        respelled["x-nonce"] = "ABCDEFGHIJKLMNOP";
        await node.RefusesAsync(respelled, "401/40101");
        await node.ServesAsync(respelled.Sign(key));
    }

    [TestCase("abcdefghijklmno%70")]
    [TestCase("YWJjZGVmZ2hpamtsbW5vcA==")]
    [TestCase("abcdefghijklmnop+/")]
    [TestCase("abcdefgh ijklmnop")]
    [TestCase("abcdefghijklmno")]
    [TestCase("abcdefghijklmnopabcdefghijklmnopabcdefghijklmnopabcdefghijklmnopa")]
    [TestCase("ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐ")]
    [TestCase("")]
    public async Task R18_NonceOfAnotherForm_IsAnIllFormedHeader(string nonce)
    {
        RequestDraft draft = node.Get();
        draft["x-nonce"] = nonce;
        await node.RefusesAsync(draft.Sign(key), "400/40002");
    }

    [Test]
    public async Task R19_CopyWithAFreshNonce_IsNotAuthenticated()
    {
        RequestDraft first = node.Post();
        await node.ServesAsync(first);

        RequestDraft copy = first.Clone();
        copy["x-nonce"] = node.Get()["x-nonce"];
        await node.RefusesAsync(copy, "401/40101");
        copy["x-timestamp"] = (node.Clock.Now + Instant).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        await node.RefusesAsync(copy, "401/40101");
    }

    [Test]
    public async Task R20_CallOfTheFuture_IsAReplayUntilItsTimestampIsTooOld()
    {
        RequestDraft draft = RequestDraft.Get(AttackedNode.Read, node.Clock.Now + Tolerance, key);
        await node.ServesAsync(draft);

        // In steps, so that what is swept out too early would be gone.
        for (TimeSpan gone = TimeSpan.Zero; gone < (Tolerance * 2) - Tolerance / 5; gone += Tolerance / 5)
        {
            node.Clock.Advance(Tolerance / 5);
            await node.RefusesAsync(draft, "409/40903", $"after {gone}");
            await node.RefusesAsync(RequestDraft.Get(AttackedNode.Read, node.Clock.Now - Tolerance - Instant, key), "401/40102");
        }

        node.Clock.SetWallClock(DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(draft["x-timestamp"]!, CultureInfo.InvariantCulture)) + Tolerance);
        await node.RefusesAsync(draft, "409/40903", "at the last moment of its timestamp");
        node.Clock.Advance(Instant);
        await node.RefusesAsync(draft, "401/40102", "behind it");
    }

    [Test]
    public async Task R22_GuardFullForANode_RefusesThatNodeForgetsNothingAndServesOthers()
    {
        RequestDraft[] served = [.. Enumerable.Range(0, 4).Select(_ => node.Get())];
        foreach (RequestDraft draft in served)
        {
            await node.ServesAsync(draft);
        }

        RequestDraft tooMany = node.Get();
        WireAnswer answer = await node.RefusesAsync(tooMany, "503/50301");
        Assert.That(answer.Body, Is.EqualTo("""{"code":50301,"msg":"temporarily unavailable","data":{}}"""));
        foreach (RequestDraft draft in served)
        {
            await node.RefusesAsync(draft, "409/40903");
        }

        RequestDraft other = node.Get(AttackedNode.Read.Replace("c-01", "c-02", StringComparison.Ordinal));
        other["x-source-node-id"] = OtherId;
        await node.ServesAsync(other.Sign(TestKeys.StrangerKey));

        // Room again once the first four have ended: tolerance, the margin of a minute, and the width of a sweep.
        node.Clock.Advance(Tolerance + TimeSpan.FromSeconds(70));
        await node.ServesAsync(node.Get());
    }

    [Test]
    public async Task R22_ForgedCallsAndApplications_DoNotFillTheGuardOfANode()
    {
        for (int i = 0; i < 10; i++)
        {
            await node.RefusesAsync(node.Get(with: TestKeys.StrangerKey), "401/40101");
            await node.ServesAsync(node.Sample("3.1"));
        }

        for (int i = 0; i < 4; i++)
        {
            await node.ServesAsync(node.Get());
        }
    }
}
