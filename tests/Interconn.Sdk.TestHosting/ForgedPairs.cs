using System.Numerics;
using static Interconn.Sdk.TestHosting.DerPair;

namespace Interconn.Sdk.TestHosting;

/// <summary>What can be done to a good pair of numbers on any curve of 256 bits: out of range, or written otherwise than in strict DER.</summary>
public static class ForgedPairs
{
    /// <summary>The cases, each a function from a good pair to bytes.</summary>
    public static IEnumerable<TestCaseData> Of(BigInteger order)
    {
        yield return Row("r = 0", static (_, s) => Der(0, s));
        yield return Row("s = 0", static (r, _) => Der(r, 0));
        yield return Row("both 0", static (_, _) => Der(0, 0));
        yield return Row("both 1", static (_, _) => Der(1, 1));
        yield return Row("r = n", (_, s) => Der(order, s));
        yield return Row("s = n", (r, _) => Der(r, order));
        yield return Row("both n", (_, _) => Der(order, order));
        yield return Row("r + n", (r, s) => Der(r + order, s));
        yield return Row("s + n", (r, s) => Der(r, s + order));
        yield return Row("s - n, negative", (r, s) => Der(r, s - order));
        yield return Row("-r", static (r, s) => Der(-r, s));
        yield return Row("-s", static (r, s) => Der(r, -s));
        yield return Row("r = n - 1", (_, s) => Der(order - 1, s));
        yield return Row("n - r", (r, s) => Der(order - r, s));
        yield return Row("r and s changed about", static (r, s) => Der(s, r));
        yield return Row("a long length of the sequence", static (r, s) => [0x30, 0x81, .. Der(r, s)[1..]]);
        yield return Row("an indefinite length", static (r, s) => [0x30, 0x80, .. Der(r, s)[2..], 0, 0]);
        yield return Row("a length with zeros in front", static (r, s) => [0x30, 0x84, 0, 0, 0, .. Der(r, s)[1..]]);
        yield return Row("r in parts", static (r, s) => Sequence([0x22, (byte)DerInteger(r).Length, .. DerInteger(r)], DerInteger(s)));
        yield return Row("zeros in front of the sequence", static (r, s) => [0, 0, .. Der(r, s)]);
        yield return Row("a long length of r", static (r, s) => Sequence([0x02, 0x81, .. DerInteger(r)[1..]], DerInteger(s)));
        yield return Row("zeros too many before s", static (r, s) => Sequence(DerInteger(r), Padded(s, 3)));
        yield return Row("r as a bit string", static (r, s) => Sequence([0x03, .. DerInteger(r)[1..]], DerInteger(s)));
        yield return Row("a set for the sequence", static (r, s) => [0x31, .. Der(r, s)[1..]]);
        yield return Row("a byte behind the sequence", static (r, s) => [.. Der(r, s), 0]);
        yield return Row("a NULL inside the sequence", static (r, s) => Sequence(DerInteger(r), DerInteger(s), [0x05, 0x00]));
        yield return Row("no s", static (r, _) => Sequence(DerInteger(r)));
        yield return Row("an empty sequence", static (_, _) => [0x30, 0x00]);
        yield return Row("cut off", static (r, s) => Der(r, s)[..^1]);
        yield return Row("fixed width", static (r, s) => [.. Fixed(r), .. Fixed(s)]);
    }

    public static TestCaseData Row(string name, Func<BigInteger, BigInteger, byte[]> forge) => new TestCaseData(forge).SetArgDisplayNames(name);
}
