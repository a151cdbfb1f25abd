using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Tests.Signing;

[TestFixture]
public sealed class EcdsaSignatureEncodingTests
{
    private const string Ff32 = "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff";
    private const string Seven32 = "7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff";

    [TestCase("3006020101020102", TestName = "IsStrictDer_SmallNumbers_IsTrue")]
    [TestCase("3008020200800202" + "00ff", TestName = "IsStrictDer_NeededLeadingZeros_IsTrue")]
    [TestCase("3046022100" + Ff32 + "022100" + Ff32, TestName = "IsStrictDer_LargestNumbers_IsTrue")]
    [TestCase("30440220" + Seven32 + "0220" + Seven32, TestName = "IsStrictDer_FullWidthWithoutSign_IsTrue")]
    public void S09_IsStrictDer_Minimal_IsTrue(string hex)
    {
        Assert.That(EcdsaSignatureEncoding.IsStrictDer(Convert.FromHexString(hex)), Is.True);
    }

    [TestCase("", TestName = "S09_IsStrictDer_Empty_IsFalse")]
    [TestCase("30", TestName = "S09_IsStrictDer_TagAlone_IsFalse")]
    [TestCase("3000", TestName = "S09_IsStrictDer_EmptySequence_IsFalse")]
    [TestCase("30060201000201" + "01", TestName = "S09_IsStrictDer_RZero_IsFalse")]
    [TestCase("3006020101020100", TestName = "S09_IsStrictDer_SZero_IsFalse")]
    [TestCase("3006020181020101", TestName = "S09_IsStrictDer_NegativeR_IsFalse")]
    [TestCase("30060201010201ff", TestName = "S09_IsStrictDer_NegativeS_IsFalse")]
    [TestCase("300702020001020101", TestName = "S09_IsStrictDer_ExtraLeadingZeroInR_IsFalse")]
    [TestCase("300702010102020001", TestName = "S09_IsStrictDer_ExtraLeadingZeroInS_IsFalse")]
    [TestCase("30440220" + Ff32 + "0220" + Seven32, TestName = "S09_IsStrictDer_MissingLeadingZeroInR_IsFalse")]
    [TestCase("30440220" + Seven32 + "0220" + Ff32, TestName = "S09_IsStrictDer_MissingLeadingZeroInS_IsFalse")]
    [TestCase("308106020101020101", TestName = "S09_IsStrictDer_LongFormOfSequenceLength_IsFalse")]
    [TestCase("300702810101020101", TestName = "S09_IsStrictDer_LongFormOfIntegerLength_IsFalse")]
    [TestCase("30800201010201010000", TestName = "S09_IsStrictDer_IndefiniteLength_IsFalse")]
    [TestCase("300602010102010100", TestName = "S09_IsStrictDer_ByteBehind_IsFalse")]
    [TestCase("300702010102010100", TestName = "S09_IsStrictDer_ByteInsideBehindS_IsFalse")]
    [TestCase("3009020101020101020101", TestName = "S09_IsStrictDer_ThreeNumbers_IsFalse")]
    [TestCase("3003020101", TestName = "S09_IsStrictDer_OneNumber_IsFalse")]
    [TestCase("3007020101020201", TestName = "S09_IsStrictDer_Truncated_IsFalse")]
    [TestCase("30050200020101", TestName = "S09_IsStrictDer_EmptyNumber_IsFalse")]
    [TestCase("3106020101020101", TestName = "S09_IsStrictDer_Set_IsFalse")]
    [TestCase("3006030101020101", TestName = "S09_IsStrictDer_BitString_IsFalse")]
    [TestCase("3026022101" + Ff32 + "020101", TestName = "S09_IsStrictDer_NumberOf257Bits_IsFalse")]
    [TestCase("302702220080" + Ff32 + "020101", TestName = "S09_IsStrictDer_NumberOf264Bits_IsFalse")]
    public void S09_IsStrictDer_AnythingElse_IsFalse(string hex)
    {
        Assert.That(EcdsaSignatureEncoding.IsStrictDer(Convert.FromHexString(hex)), Is.False);
    }

    [TestCase("3006020101020102", "01", "02")]
    [TestCase("300802020080020200ff", "80", "ff")]
    [TestCase("3046022100" + Ff32 + "022100" + Ff32, Ff32, Ff32)]
    public void ToFixedWidth_StrictDer_PadsEachHalfAndTurnsBack(string der, string r, string s)
    {
        byte[] bytes = Convert.FromHexString(der);

        byte[] pair = EcdsaSignatureEncoding.ToFixedWidth(bytes);

        Assert.Multiple(() =>
        {
            Assert.That(Convert.ToHexStringLower(pair), Is.EqualTo(r.PadLeft(64, '0') + s.PadLeft(64, '0')));
            Assert.That(EcdsaSignatureEncoding.TryToDer(pair, out byte[] back), Is.True);
            Assert.That(back, Is.EqualTo(bytes));
        });
    }

    [Test]
    public void ToFixedWidth_NotStrict_Throws()
    {
        Assert.Throws<ArgumentException>(() => EcdsaSignatureEncoding.ToFixedWidth(Convert.FromHexString("3006020101020100")));
    }

    [TestCase(0)]
    [TestCase(63)]
    [TestCase(65)]
    public void TryToDer_OtherLength_IsFalse(int length)
    {
        byte[] pair = new byte[length];
        Array.Fill(pair, (byte)1);

        Assert.That(EcdsaSignatureEncoding.TryToDer(pair, out _), Is.False);
    }

    [TestCase(0)]
    [TestCase(32)]
    public void S09_TryToDer_AHalfIsZero_IsFalse(int firstByteOfOtherHalf)
    {
        byte[] pair = new byte[64];
        pair[firstByteOfOtherHalf] = 1;

        Assert.That(EcdsaSignatureEncoding.TryToDer(pair, out _), Is.False);
    }
}
