using Interconn.Sdk.GxbDes.Signing;

namespace Interconn.Sdk.GxbDes.Tests.Signing;

/// <summary>Keys as wallets spell them, against published test values.</summary>
public sealed class GrapheneKeyTests
{
    public const string PublishedWif = "5Ka9YjFQtfUUX2DdnqkaPWH1rVeSeby7Cj2VdjRt79S9kKLvXR7";
    public const string PublishedPublicKey = "GXC7XzFVivuBtuc2rz3Efkb41JCN4KH7iENAx9rch9QkowEmc4UvV";

    [Test]
    public void FromWif_WithThePublishedKey_HasThePublishedPublicKey() =>
        Assert.That(GraphenePrivateKey.FromWif(PublishedWif).PublicKey.ToString(), Is.EqualTo(PublishedPublicKey));

    [TestCase("")]
    [TestCase("5")]
    [TestCase("5Ka9YjFQtfUUX2DdnqkaPWH1rVeSeby7Cj2VdjRt79S9kKLvXR8", Description = "the last digit differs")]
    [TestCase("5ka9YjFQtfUUX2DdnqkaPWH1rVeSeby7Cj2VdjRt79S9kKLvXR7", Description = "another letter case")]
    [TestCase("5Ka9YjFQtfUUX2DdnqkaPWH1rVeSeby7Cj2VdjRt79S9kKLvXR", Description = "too short")]
    [TestCase("5Ka9YjFQtfUUX2DdnqkaPWH1rVeSeby7Cj2VdjRt79S9kKLvXR77", Description = "too long")]
    [TestCase("5Ka9YjFQtfUUX2DdnqkaPWH1rVeSeby7Cj2VdjRt79S9kKLvXR0", Description = "0 is no digit")]
    [TestCase("KwDiBf89QgGbjEhKnhXJuH7LrciVrZi3qYjgd9M7rFU73sVHnoWn", Description = "a compressed key of Bitcoin")]
    [TestCase("GXC7XzFVivuBtuc2rz3Efkb41JCN4KH7iENAx9rch9QkowEmc4UvV", Description = "a public key")]
    public void FromWif_WithWhatIsNoKey_ThrowsWithoutQuotingIt(string wif)
    {
        FormatException exception = Assert.Throws<FormatException>(() => GraphenePrivateKey.FromWif(wif))!;
        if (wif.Length > 1)
        {
            Assert.That(exception.ToString(), Does.Not.Contain(wif));
        }
    }

    [Test]
    public void FromWif_WithBlanksAround_ReadsTheKey() =>
        Assert.That(GraphenePrivateKey.FromWif($" {PublishedWif}\n").PublicKey.ToString(), Is.EqualTo(PublishedPublicKey));

    [Test]
    public void FromWif_WithZero_Throws() =>
        // 0x80, 32 zero bytes, and their checksum.
        Assert.Throws<FormatException>(() => GraphenePrivateKey.FromWif("5HpHagT65TZzG1PH3CSu63k8DbpvD8s5ip4nEB3kEsreAbuatmU"));

    [Test]
    public void FromWif_WithOne_HasTheGeneratorAsPublicKey()
    {
        // The key 1, a well-known test value of Bitcoin, whose public key is the generator of the curve.
        GraphenePublicKey key = GraphenePrivateKey.FromWif("5HpHagT65TZzG1PH3CSu63k8DbpvD8s5ip4nEB3kEsreAnchuDf").PublicKey;
        byte[] generator = Convert.FromHexString("0279BE667EF9DCBBAC55A06295CE870B07029BFCDB2DCE28D959F2815B16F81798");
        Assert.That(key, Is.EqualTo(GraphenePublicKey.FromCompressed(generator)));
    }

    [Test]
    public void Parse_WithThePublishedKey_GivesItsSpelling() =>
        Assert.That(GraphenePublicKey.Parse(PublishedPublicKey).ToString(), Is.EqualTo(PublishedPublicKey));

    [TestCase("")]
    [TestCase("GXC")]
    [TestCase("GXC7XzFVivuBtuc2rz3Efkb41JCN4KH7iENAx9rch9QkowEmc4Uv")]
    [TestCase("GXC7XzFVivuBtuc2rz3Efkb41JCN4KH7iENAx9rch9QkowEmc4UvW")]
    [TestCase("BTS7XzFVivuBtuc2rz3Efkb41JCN4KH7iENAx9rch9QkowEmc4UvV")]
    [TestCase("7XzFVivuBtuc2rz3Efkb41JCN4KH7iENAx9rch9QkowEmc4UvV")]
    [TestCase(PublishedWif)]
    public void Parse_WithWhatIsNoKey_Throws(string text) => Assert.Throws<FormatException>(() => GraphenePublicKey.Parse(text));

    [Test]
    public void Parse_WithAPointThatIsNoneOfTheCurve_Throws()
    {
        // No point has the coordinate 5; the checksum holds.
        byte[] point = new byte[33];
        (point[0], point[32]) = (2, 5);
        Assert.That(() => GraphenePublicKey.Parse(GraphenePublicKey.FromCompressed(point).ToString()), Throws.TypeOf<FormatException>().With.Message.Contains("no point"));
    }

    [Test]
    public void PrivateKey_AsText_SaysWhoseItIsOnly()
    {
        string text = GraphenePrivateKey.FromWif(PublishedWif).ToString();
        Assert.That(text, Does.Contain(PublishedPublicKey).And.Not.Contains(PublishedWif));
    }

    [Test]
    public void Generate_Twice_GivesTwoKeysThatCanBeParsed()
    {
        var first = GraphenePrivateKey.Generate();
        var second = GraphenePrivateKey.Generate();
        Assert.That(first.PublicKey, Is.Not.EqualTo(second.PublicKey));
        Assert.That(GraphenePublicKey.Parse(first.PublicKey.ToString()), Is.EqualTo(first.PublicKey));
    }
}
