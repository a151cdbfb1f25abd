using Interconn.Sdk.Permits;

namespace Interconn.Sdk.Tests.Permits;

public sealed class TokenDigestTests
{
    [Test]
    public void TryOf_SameText_IsTheSame()
    {
        Assert.That(TokenDigest.TryOf("a.b.c", out TokenDigest digest), Is.True);
        Assert.That(TokenDigest.TryOf(string.Concat("a.b", ".c"), out TokenDigest again), Is.True);

        Assert.That(again, Is.EqualTo(digest));
        Assert.That(again.GetHashCode(), Is.EqualTo(digest.GetHashCode()));
    }

    [TestCase("")]
    [TestCase("a.b.d")]
    [TestCase("A.b.c")]
    [TestCase("a.b.c.")]
    [TestCase("a.b.c\0")]
    public void TryOf_OtherText_IsAnother(string other)
    {
        TokenDigest.TryOf("a.b.c", out TokenDigest digest);

        Assert.That(TokenDigest.TryOf(other, out TokenDigest another), Is.True);
        Assert.That(another, Is.Not.EqualTo(digest));
    }

    [Test]
    public void TryOf_TextBeyondAscii_IsNone() => Assert.That(TokenDigest.TryOf("a.b.\u00e9", out _), Is.False);

    [Test]
    public void TryOf_AsLongAsMayBe_IsDigested_AndOneLongerIsNot()
    {
        Assert.That(TokenDigest.TryOf(new string('a', TokenDigest.MaxTokenLength), out _), Is.True);
        Assert.That(TokenDigest.TryOf(new string('a', TokenDigest.MaxTokenLength + 1), out _), Is.False);
    }
}
