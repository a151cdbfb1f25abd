using System.Numerics;
using Interconn.Sdk.BouncyCastle.Tests.Signing;
using Interconn.Sdk.Conformance.Attacks;
using Interconn.Sdk.Partners;
using Interconn.Sdk.Signing;
using Microsoft.Extensions.DependencyInjection;
using static Interconn.Sdk.TestHosting.DerPair;

namespace Interconn.Sdk.BouncyCastle.Tests.Attacks;

/// <summary>S10 over raw sockets: signatures of SM2 that were made over something else, are out of range, or are written otherwise than in strict DER.</summary>
[TestFixture]
public sealed class ForgedSm2Tests
{
    private const string UserId = "1234567812345678";

    private static readonly (BigInteger X, BigInteger Y) Point = Sm2ByHand.Multiply(Sm2Keys.KnownNumber, Sm2ByHand.Generator);

    private AttackedNode node = null!;

    private static Sm2SigningKey Key => Sm2Keys.Known;

    [OneTimeSetUp]
    public async Task StartAsync() => node = await AttackedNode.StartAsync(Key, build: builder => builder.AddSm2());

    [OneTimeTearDown]
    public async Task StopAsync() => await node.DisposeAsync();

    private static IEnumerable<TestCaseData> ForgedPairsOfNumbers() => ForgedPairs.Of(Sm2ByHand.Order).Concat(
    [
        ForgedPairs.Row("r + s = n", static (r, _) => Der(r, Sm2ByHand.Order - r)),
        ForgedPairs.Row("s + r = n", static (_, s) => Der(Sm2ByHand.Order - s, s)),
        ForgedPairs.Row("n - s, the twin in ECDSA", static (r, s) => Der(r, Sm2ByHand.Order - s)),
        ForgedPairs.Row("n - r", static (r, s) => Der(Sm2ByHand.Order - r, s)),
        ForgedPairs.Row("a ciphertext C1‖C2‖C3", static (r, s) => [4, .. Fixed(Point.X), .. Fixed(Point.Y), .. Fixed(r), .. Fixed(s)]),
        ForgedPairs.Row("a ciphertext C1‖C3‖C2 in DER", static (r, s) => Sequence(
            DerInteger(r), DerInteger(s), [0x04, 32, .. Fixed(Point.X)], [0x04, 14, .. Fixed(Point.Y)[..14]])),
    ]);

    private static IEnumerable<TestCaseData> OtherDigests()
    {
        yield return Row("the user id of nobody", static message => Sm2ByHand.Digest(Sm2ByHand.IdentityDigest("", Point), message));
        yield return Row("a user id of the caller's", static message => Sm2ByHand.Digest(Sm2ByHand.IdentityDigest(TestNode.CallerId, Point), message));
        yield return Row("the user id of an example", static message => Sm2ByHand.Digest(Sm2ByHand.IdentityDigest("ALICE123@YAHOO.COM", Point), message));
        yield return Row("another key's identity", static message => Sm2ByHand.Digest(Sm2ByHand.IdentityDigest(UserId, Sm2ByHand.Generator), message));
        yield return Row("SM3 of the message without the identity", static message => Sm2ByHand.Unsigned(Sm3.Hash(message)));
        yield return Row(
            "SM3 of the message, digested again", static message => Sm2ByHand.Digest(Sm2ByHand.IdentityDigest(UserId, Point), Sm3.Hash(message)));
        yield return Row(
            "SHA-256 for SM3", static message => Sm2ByHand.Unsigned(
                System.Security.Cryptography.SHA256.HashData([.. Sm2ByHand.IdentityDigest(UserId, Point), .. message])));

        static TestCaseData Row(string name, Func<byte[], BigInteger> digest) => new TestCaseData(digest).SetArgDisplayNames(name);
    }

    [Test]
    public async Task S10_SignatureMadeByHand_IsServed()
    {
        // Shows that the forgeries fail for what is wrong with them and not for who makes them.
        RequestDraft draft = node.Get();
        Sign(draft, static message => Sm2ByHand.Digest(Sm2ByHand.IdentityDigest(UserId, Point), message));
        await node.ServesAsync(draft);
    }

    [TestCaseSource(nameof(OtherDigests))]
    public async Task S10_SignatureOverAnotherDigest_IsNotAuthenticated(Func<byte[], BigInteger> digest)
    {
        RequestDraft good = node.Get();
        RequestDraft bad = good.Clone();
        Sign(bad, digest);

        await node.RefusesAsync(bad, "401/40101");
        await node.ServesAsync(good);
    }

    [TestCaseSource(nameof(ForgedPairsOfNumbers))]
    public async Task S10_ForgedPair_IsNotAuthenticated(Func<BigInteger, BigInteger, byte[]> forge)
    {
        RequestDraft good = node.Get();
        RequestDraft bad = good.Clone();
        (BigInteger r, BigInteger s) = Split(good.Signature);
        bad.Signature = forge(r, s);

        await node.RefusesAsync(bad, "401/40101");
        await node.ServesAsync(good);
    }

    [Test]
    public async Task S10_NumberWithoutItsLeadingZero_IsNotAuthenticated([Values] bool isFirst)
    {
        (RequestDraft good, BigInteger r, BigInteger s) = Drawn(isFirst, length: 33);
        RequestDraft bad = good.Clone();
        bad.Signature = isFirst ? Sequence([0x02, 0x20, .. Fixed(r)], DerInteger(s)) : Sequence(DerInteger(r), [0x02, 0x20, .. Fixed(s)]);

        await node.RefusesAsync(bad, "401/40101");
        await node.ServesAsync(good);
    }

    [Test]
    public async Task S10_NumberWithAZeroTooMany_IsNotAuthenticated([Values] bool isFirst)
    {
        (RequestDraft good, BigInteger r, BigInteger s) = Drawn(isFirst, length: 32);
        RequestDraft bad = good.Clone();
        bad.Signature = isFirst ? Sequence(Padded(r, 1), DerInteger(s)) : Sequence(DerInteger(r), Padded(s, 1));

        await node.RefusesAsync(bad, "401/40101");
        await node.ServesAsync(good);
    }

    [Test]
    public async Task S10_ManyCallsUnderOneKey_AreAllServed()
    {
        // A verifier of BouncyCastle 1.8.10 that is used again finds nothing valid from its second signature on.
        for (int i = 0; i < 5; i++)
        {
            await node.ServesAsync(node.Get());
            await node.ServesAsync(node.Post());
        }

        WireAnswer[] answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Wire.SendAsync(node.Host, node.Get())));
        Assert.That(answers.Select(answer => answer.Verdict), Has.All.EqualTo("200/0"));
    }

    [Test]
    public async Task R14_SignatureOfSm2SentAgain_IsAReplay()
    {
        RequestDraft good = node.Get();
        await node.ServesAsync(good);

        await node.RefusesAsync(good, "409/40903");
    }

    [Test]
    public async Task S07_StringToSignThatNamesAnotherAlgorithm_IsNotAuthenticated()
    {
        foreach (string named in new[] { SignatureAlgorithmIds.Sha256Ecdsa, SignatureAlgorithmIds.Sha256Rsa, AuthTypes.Certificate, "none" })
        {
            RequestDraft draft = node.Get();
            draft.Signature = await Key.SignAsync(draft.StringToSign(named), CancellationToken.None);
            await node.RefusesAsync(draft, "401/40101", named);
            await node.ServesAsync(draft.Sign(Key), named);
        }
    }

    [Test]
    public async Task S10_FixedWidthWhereThePartnerWritesIt_IsServedAndDerIsNot()
    {
        await using AttackedNode compatible = await AttackedNode.StartAsync(
            Key,
            options => options.Partners[0].Compatibility = new PartnerCompatibility { SignatureEncoding = SignatureEncoding.FixedWidth },
            builder => builder.AddSm2());
        RequestDraft good = compatible.Get();
        RequestDraft der = good.Clone();
        (BigInteger r, BigInteger s) = Split(good.Signature);
        good.Signature = [.. Fixed(r), .. Fixed(s)];

        await compatible.RefusesAsync(der, "401/40101");
        await compatible.ServesAsync(good);
    }

    // Signs until a number of the pair has the length that is asked for: about two attempts.
    private (RequestDraft Draft, BigInteger R, BigInteger S) Drawn(bool isFirst, int length)
    {
        while (true)
        {
            RequestDraft draft = node.Get();
            (BigInteger r, BigInteger s) = Split(draft.Signature);
            if (DerInteger(isFirst ? r : s).Length == 2 + length)
            {
                return (draft, r, s);
            }
        }
    }

    private static void Sign(RequestDraft draft, Func<byte[], BigInteger> digest)
    {
        (BigInteger r, BigInteger s) = Sm2ByHand.Sign(Sm2Keys.KnownNumber, digest(draft.StringToSign(SignatureAlgorithmIds.Sm3Sm2)));
        draft.Signature = Der(r, s);
    }
}
