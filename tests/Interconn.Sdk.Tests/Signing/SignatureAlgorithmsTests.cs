using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Tests.Signing;

[TestFixture]
public sealed class SignatureAlgorithmsTests
{
    [Test]
    public void Find_NothingRegistered_HasTheBuiltIns()
    {
        var algorithms = new SignatureAlgorithms([]);

        Assert.Multiple(() =>
        {
            Assert.That(algorithms.Find("SHA256_RSA")?.Id, Is.EqualTo("SHA256_RSA"));
            Assert.That(algorithms.Find("SHA256_ECDSA")?.Id, Is.EqualTo("SHA256_ECDSA"));
            Assert.That(algorithms.Find("SM3_SM2"), Is.Null);
            Assert.That(algorithms.Find("sha256_rsa"), Is.Null);
        });
    }

    [Test]
    public void ForKey_KeysOfTheBuiltIns_FindsThem()
    {
        var algorithms = new SignatureAlgorithms([new Fake("ANY", takes: true)]);

        Assert.Multiple(() =>
        {
            Assert.That(algorithms.ForKey(TestKeys.Rsa.PublicKey.SubjectPublicKeyInfo.Span)?.Id, Is.EqualTo("SHA256_RSA"));
            Assert.That(algorithms.ForKey(TestKeys.Ecdsa.PublicKey.SubjectPublicKeyInfo.Span)?.Id, Is.EqualTo("SHA256_ECDSA"));
            Assert.That(algorithms.ForKey([1, 2])?.Id, Is.EqualTo("ANY"));
            Assert.That(new SignatureAlgorithms([]).ForKey([1, 2]), Is.Null);
        });
    }

    [Test]
    public void Find_RegisteredWithABuiltInsId_IsTheHosts()
    {
        var own = new Fake("SHA256_RSA", takes: true);

        var algorithms = new SignatureAlgorithms([own]);

        Assert.Multiple(() =>
        {
            Assert.That(algorithms.Find("SHA256_RSA"), Is.SameAs(own));
            Assert.That(algorithms.All, Has.Count.EqualTo(2));
        });
    }

    [Test]
    public void Make_TwoOfOneId_ThrowsAndNamesIt()
    {
        ArgumentException e = Assert.Throws<ArgumentException>(() => _ = new SignatureAlgorithms([new Fake("X"), new Fake("X")]))!;

        Assert.That(e.Message, Does.Contain("'X'"));
    }

    [TestCase("")]
    [TestCase("A B")]
    [TestCase("A\n")]
    [TestCase("算法")]
    [TestCase("CERT")]
    [TestCase("CERTIFICATE")]
    [TestCase("PUBLIC_KEY")]
    public void Make_IdThatIsNone_Throws(string id)
    {
        Assert.Throws<ArgumentException>(() => _ = new SignatureAlgorithms([new Fake(id)]));
    }

    private sealed class Fake(string id, bool takes = false) : ISignatureAlgorithm
    {
        public string Id => id;

        public bool SignsPairs => false;

        public int DigestLength => 32;

        public void Digest(ReadOnlySpan<byte> data, Span<byte> destination) => throw new NotSupportedException();

        public bool Takes(ReadOnlySpan<byte> subjectPublicKeyInfo) => takes;

        public VerificationKey Import(ReadOnlySpan<byte> subjectPublicKeyInfo) => throw new NotSupportedException();
    }
}
