using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Tests.Signing;

[TestFixture]
public sealed class InterconnSignV1Tests
{
    private static readonly SignedMessage Message = TestMessages.For(Sha256EcdsaAlgorithm.Instance);

    [Test]
    public void Write_AbsentOptionalValues_AreEmptyLines()
    {
        string[] expected =
        [
            "INTERCONN-SIGN-V1", "SHA256_ECDSA", "POST", "/v1/interconn/dataset/audit/apply?a=1&a=%2e", "JG0100001100000000", "LX0000010000280",
            "1766275200000", "0123456789abcdef0123456789abcdef", "", "", "", Hash("{}"), "",
        ];

        Assert.That(Written(Message), Is.EqualTo(string.Join('\n', expected)));
    }

    [Test]
    public void Write_NoBody_HasTheDigestOfNothing()
    {
        Assert.That(
            Written(Message with { Body = default }),
            Does.EndWith("\ne3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\n"));
    }

    [TestCase("a", "a")]
    [TestCase("a,b", "a,b")]
    [TestCase("a, b", "a,b")]
    [TestCase(" a\t ,\t b ", "a,b")]
    [TestCase("a b,c", "a b,c")]
    [TestCase("a,,b", "a,,b")]
    [TestCase(",", ",")]
    [TestCase(" , ", ",")]
    [TestCase("b,a", "b,a")]
    public void Write_TokenSet_IsDigestedWithoutBlanksAroundItsParts(string tokenSet, string canonical)
    {
        Assert.That(Written(Message with { TokenSet = tokenSet }).Split('\n')[10], Is.EqualTo(Hash(canonical)));
    }

    [Test]
    public void Write_OtherBlanksAroundAToken_ArePartOfIt()
    {
        // Only blank and tab are trimmed; a platform's wider notion of white space would make two implementations disagree.
        Assert.That(Written(Message with { TokenSet = "\u00a0a" }).Split('\n')[10], Is.EqualTo(Hash("\u00a0a")));
    }

    private static IEnumerable<TestCaseData> WithBreaks()
    {
        foreach (string end in (string[])["\n", "\r", "\r\n"])
        {
            string bad = "a" + end + "b";
            yield return new TestCaseData(Message with { Method = bad });
            yield return new TestCaseData(Message with { RequestTarget = bad });
            yield return new TestCaseData(Message with { SourceNodeId = bad });
            yield return new TestCaseData(Message with { TargetNodeId = bad });
            yield return new TestCaseData(Message with { Timestamp = bad });
            yield return new TestCaseData(Message with { Nonce = bad });
            yield return new TestCaseData(Message with { TraceId = bad });
            yield return new TestCaseData(Message with { CsrfProtection = bad });
        }
    }

    [TestCaseSource(nameof(WithBreaks))]
    public void C40_Write_LineBreakInAValue_Throws(object message)
    {
        Assert.Throws<ArgumentException>(() => Written((SignedMessage)message));
    }

    [Test]
    public void Write_EmptyOptionalValue_Throws()
    {
        Assert.Multiple(() =>
        {
            Assert.Throws<ArgumentException>(() => Written(Message with { TraceId = "" }));
            Assert.Throws<ArgumentException>(() => Written(Message with { CsrfProtection = "" }));
            Assert.Throws<ArgumentException>(() => Written(Message with { TokenSet = "" }));
        });
    }

    [Test]
    public void C40_Write_LoneSurrogate_Throws()
    {
        Assert.Multiple(() =>
        {
            Assert.Throws<ArgumentException>(() => Written(Message with { RequestTarget = "/\ud800" }));
            Assert.Throws<ArgumentException>(() => Written(Message with { TokenSet = "\udc00" }));
        });
    }

    [Test]
    public void C42_Write_ComposedAndDecomposedLetters_Differ()
    {
        Assert.That(Written(Message with { RequestTarget = "/\u00e9" }), Is.Not.EqualTo(Written(Message with { RequestTarget = "/e\u0301" })));
    }

    [Test]
    public void Write_LongValues_GrowTheBuffer()
    {
        string target = "/" + new string('x', 20_000);
        using var output = new PooledBytes();

        InterconnSignV1.Instance.Write(Message with { RequestTarget = target }, output);

        Assert.That(Encoding.UTF8.GetString(output.Written.Span), Is.EqualTo(Written(Message with { RequestTarget = target })));
    }

    private static string Written(SignedMessage message)
    {
        var output = new ArrayBufferWriter<byte>();
        InterconnSignV1.Instance.Write(message, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
