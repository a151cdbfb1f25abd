using System.Numerics;
using Interconn.Sdk.Partners;
using Interconn.Sdk.Signing;
using static Interconn.Sdk.TestHosting.DerPair;

namespace Interconn.Sdk.Conformance.Attacks;

/// <summary>S09: pairs of numbers that are out of range, written otherwise than in strict DER, or the twin of a good pair.</summary>
public sealed class ForgedEcdsaTests
{
    private static readonly BigInteger Order = Number("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");

    private AttackedNode node = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => node = await AttackedNode.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await node.DisposeAsync();

    private static IEnumerable<TestCaseData> Forgeries() => ForgedPairs.Of(Order);

    [Test]
    public async Task S09_PairWrittenAgain_IsServed()
    {
        // Shows that the forgeries fail for what is wrong with them and not for how they are written.
        RequestDraft draft = node.Get();
        (BigInteger r, BigInteger s) = Split(draft.Signature);
        draft.Signature = Der(r, s);
        await node.ServesAsync(draft);
    }

    [TestCaseSource(nameof(Forgeries))]
    public async Task S09_ForgedPair_IsNotAuthenticated(Func<BigInteger, BigInteger, byte[]> forge)
    {
        RequestDraft good = node.Get();
        RequestDraft bad = good.Clone();
        (BigInteger r, BigInteger s) = Split(good.Signature);
        byte[] forged = forge(r, s);
        Assert.That(forged, Is.Not.EqualTo(Der(r, s)));
        bad.Signature = forged;

        await node.RefusesAsync(bad, "401/40101");
        await node.ServesAsync(good);
    }

    [Test]
    public async Task S09_NumberWithoutItsLeadingZero_IsNotAuthenticated([Values] bool isFirst)
    {
        // Half of all numbers have their highest bit set and need the zero: 33 bytes.
        (RequestDraft good, BigInteger r, BigInteger s) = Drawn(isFirst, length: 33);
        RequestDraft bad = good.Clone();
        bad.Signature = isFirst ? Sequence([0x02, 0x20, .. Fixed(r)], DerInteger(s)) : Sequence(DerInteger(r), [0x02, 0x20, .. Fixed(s)]);

        await node.RefusesAsync(bad, "401/40101");
        await node.ServesAsync(good);
    }

    [Test]
    public async Task S09_NumberWithAZeroTooMany_IsNotAuthenticated([Values] bool isFirst)
    {
        // One that needs none has room for it: its length alone gives nothing away.
        (RequestDraft good, BigInteger r, BigInteger s) = Drawn(isFirst, length: 32);
        RequestDraft bad = good.Clone();
        bad.Signature = isFirst ? Sequence(Padded(r, 1), DerInteger(s)) : Sequence(DerInteger(r), Padded(s, 1));

        await node.RefusesAsync(bad, "401/40101");
        await node.ServesAsync(good);
    }

    [Test]
    public async Task S09_TwinOfAServedSignature_IsAReplay()
    {
        RequestDraft good = node.Get();
        await node.ServesAsync(good);

        await node.RefusesAsync(Twin(good), "409/40903");
    }

    [Test]
    public async Task S09_TwinThatComesFirst_IsServedAndTheOriginalIsTheReplay()
    {
        RequestDraft good = node.Get();
        await node.ServesAsync(Twin(good));

        await node.RefusesAsync(good, "409/40903");
    }

    [Test]
    public async Task S09_DerWhereThePartnerWritesFixedWidth_IsNotAuthenticated()
    {
        await using AttackedNode compatible = await AttackedNode.StartAsync(configure: options =>
            options.Partners[0].Compatibility = new PartnerCompatibility { SignatureEncoding = SignatureEncoding.FixedWidth });
        RequestDraft good = compatible.Get();
        RequestDraft der = good.Clone();
        (BigInteger r, BigInteger s) = Split(good.Signature);
        good.Signature = [.. Fixed(r), .. Fixed(s)];

        await compatible.RefusesAsync(der, "401/40101");
        foreach (byte[] bad in new byte[][] { [.. Fixed(r), .. Fixed(Order)], [.. new byte[32], .. Fixed(s)], [.. Fixed(r), .. Fixed(s), 0], [.. Fixed(r)] })
        {
            RequestDraft forged = good.Clone();
            forged.Signature = bad;
            await compatible.RefusesAsync(forged, "401/40101");
        }

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

    private static RequestDraft Twin(RequestDraft draft)
    {
        RequestDraft twin = draft.Clone();
        (BigInteger r, BigInteger s) = Split(draft.Signature);
        twin.Signature = Der(r, Order - s);
        Assert.That(twin["x-auth-sign"], Is.Not.EqualTo(draft["x-auth-sign"]));
        return twin;
    }
}
