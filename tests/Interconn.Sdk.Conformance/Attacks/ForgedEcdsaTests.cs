using System.Formats.Asn1;
using System.Numerics;
using Interconn.Sdk.Partners;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Conformance.Attacks;

/// <summary>S09: pairs of numbers that are out of range, written otherwise than in strict DER, or the twin of a good pair.</summary>
public sealed class ForgedEcdsaTests
{
    private static readonly BigInteger Order =
        BigInteger.Parse("0ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", System.Globalization.NumberStyles.HexNumber);

    private AttackedNode node = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => node = await AttackedNode.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await node.DisposeAsync();

    private static IEnumerable<TestCaseData> Forgeries()
    {
        yield return Row("r = 0", static (_, s) => Der(0, s));
        yield return Row("s = 0", static (r, _) => Der(r, 0));
        yield return Row("both 0", static (_, _) => Der(0, 0));
        yield return Row("both 1", static (_, _) => Der(1, 1));
        yield return Row("r = n", static (_, s) => Der(Order, s));
        yield return Row("s = n", static (r, _) => Der(r, Order));
        yield return Row("both n", static (_, _) => Der(Order, Order));
        yield return Row("r + n", static (r, s) => Der(r + Order, s));
        yield return Row("s + n", static (r, s) => Der(r, s + Order));
        yield return Row("s - n, negative", static (r, s) => Der(r, s - Order));
        yield return Row("-r", static (r, s) => Der(-r, s));
        yield return Row("-s", static (r, s) => Der(r, -s));
        yield return Row("r = n - 1", static (_, s) => Der(Order - 1, s));
        yield return Row("n - r", static (r, s) => Der(Order - r, s));
        yield return Row("r and s changed about", static (r, s) => Der(s, r));
        yield return Row("a long length of the sequence", static (r, s) => [0x30, 0x81, .. Der(r, s)[1..]]);
        yield return Row("an indefinite length", static (r, s) => [0x30, 0x80, .. Der(r, s)[2..], 0, 0]);
        yield return Row("a length with zeros in front", static (r, s) => [0x30, 0x84, 0, 0, 0, .. Der(r, s)[1..]]);
        yield return Row("r in parts", static (r, s) => Sequence([0x22, (byte)Integer(r).Length, .. Integer(r)], Integer(s)));
        yield return Row("zeros in front of the sequence", static (r, s) => [0, 0, .. Der(r, s)]);
        yield return Row("a long length of r", static (r, s) => Sequence([0x02, 0x81, .. Integer(r)[1..]], Integer(s)));
        yield return Row("zeros too many before s", static (r, s) => Sequence(Integer(r), Padded(s, 3)));
        yield return Row("r as a bit string", static (r, s) => Sequence([0x03, .. Integer(r)[1..]], Integer(s)));
        yield return Row("a set for the sequence", static (r, s) => [0x31, .. Der(r, s)[1..]]);
        yield return Row("a byte behind the sequence", static (r, s) => [.. Der(r, s), 0]);
        yield return Row("a NULL inside the sequence", static (r, s) => Sequence(Integer(r), Integer(s), [0x05, 0x00]));
        yield return Row("no s", static (r, _) => Sequence(Integer(r)));
        yield return Row("an empty sequence", static (_, _) => [0x30, 0x00]);
        yield return Row("cut off", static (r, s) => Der(r, s)[..^1]);
        yield return Row("fixed width", static (r, s) => [.. Fixed(r), .. Fixed(s)]);

        static TestCaseData Row(string name, Func<BigInteger, BigInteger, byte[]> forge) => new TestCaseData(forge).SetArgDisplayNames(name);
    }

    [Test]
    public async Task S09_PairWrittenAgain_IsServed()
    {
        // Shows that the forgeries fail for what is wrong with them and not for how they are written.
        RequestDraft draft = node.Get();
        (BigInteger r, BigInteger s) = Split(draft);
        Replace(draft, Der(r, s));
        await node.ServesAsync(draft);
    }

    [TestCaseSource(nameof(Forgeries))]
    public async Task S09_ForgedPair_IsNotAuthenticated(Func<BigInteger, BigInteger, byte[]> forge)
    {
        RequestDraft good = node.Get();
        RequestDraft bad = good.Clone();
        (BigInteger r, BigInteger s) = Split(good);
        byte[] forged = forge(r, s);
        Assert.That(forged, Is.Not.EqualTo(Der(r, s)));
        Replace(bad, forged);

        await node.RefusesAsync(bad, "401/40101");
        await node.ServesAsync(good);
    }

    [Test]
    public async Task S09_NumberWithoutItsLeadingZero_IsNotAuthenticated([Values] bool isFirst)
    {
        // Half of all numbers have their highest bit set and need the zero: 33 bytes.
        (RequestDraft good, BigInteger r, BigInteger s) = Drawn(isFirst, length: 33);
        RequestDraft bad = good.Clone();
        Replace(bad, isFirst ? Sequence([0x02, 0x20, .. Fixed(r)], Integer(s)) : Sequence(Integer(r), [0x02, 0x20, .. Fixed(s)]));

        await node.RefusesAsync(bad, "401/40101");
        await node.ServesAsync(good);
    }

    [Test]
    public async Task S09_NumberWithAZeroTooMany_IsNotAuthenticated([Values] bool isFirst)
    {
        // One that needs none has room for it: its length alone gives nothing away.
        (RequestDraft good, BigInteger r, BigInteger s) = Drawn(isFirst, length: 32);
        RequestDraft bad = good.Clone();
        Replace(bad, isFirst ? Sequence(Padded(r, 1), Integer(s)) : Sequence(Integer(r), Padded(s, 1)));

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
        (BigInteger r, BigInteger s) = Split(good);
        Replace(good, [.. Fixed(r), .. Fixed(s)]);

        await compatible.RefusesAsync(der, "401/40101");
        foreach (byte[] bad in new byte[][] { [.. Fixed(r), .. Fixed(Order)], [.. new byte[32], .. Fixed(s)], [.. Fixed(r), .. Fixed(s), 0], [.. Fixed(r)] })
        {
            RequestDraft forged = good.Clone();
            Replace(forged, bad);
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
            (BigInteger r, BigInteger s) = Split(draft);
            if (Integer(isFirst ? r : s).Length == 2 + length)
            {
                return (draft, r, s);
            }
        }
    }

    private static RequestDraft Twin(RequestDraft draft)
    {
        RequestDraft twin = draft.Clone();
        (BigInteger r, BigInteger s) = Split(draft);
        Replace(twin, Der(r, Order - s));
        Assert.That(twin["x-auth-sign"], Is.Not.EqualTo(draft["x-auth-sign"]));
        return twin;
    }

    private static (BigInteger R, BigInteger S) Split(RequestDraft draft)
    {
        AsnReader pair = new AsnReader(Convert.FromBase64String(draft["x-auth-sign"]!), AsnEncodingRules.DER).ReadSequence();
        return (pair.ReadInteger(), pair.ReadInteger());
    }

    private static void Replace(RequestDraft draft, byte[] signature) => draft["x-auth-sign"] = Convert.ToBase64String(signature);

    private static byte[] Der(BigInteger r, BigInteger s) => Sequence(Integer(r), Integer(s));

    private static byte[] Sequence(params byte[][] parts) => [0x30, (byte)parts.Sum(part => part.Length), .. parts.SelectMany(part => part)];

    private static byte[] Integer(BigInteger number)
    {
        byte[] bytes = number.ToByteArray(isBigEndian: true);
        return [0x02, (byte)bytes.Length, .. bytes];
    }

    private static byte[] Padded(BigInteger number, int zeros)
    {
        byte[] bytes = number.ToByteArray(isBigEndian: true);
        return [0x02, (byte)(bytes.Length + zeros), .. new byte[zeros], .. bytes];
    }

    private static byte[] Fixed(BigInteger number)
    {
        byte[] bytes = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[32 - bytes.Length], .. bytes];
    }
}
