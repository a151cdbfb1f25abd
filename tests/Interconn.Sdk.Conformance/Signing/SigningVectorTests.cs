using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Conformance.Signing;

[TestFixture]
public sealed class SigningVectorTests
{
    private static readonly IReadOnlyList<SigningVector> Everything = SigningVector.ReadAll();
    private static readonly SignatureAlgorithms Algorithms = new([]);

    private static IEnumerable<SigningVector> Vectors => Everything.Where(v => v.Algorithm != SignatureAlgorithmIds.Sm3Sm2);

    private static IEnumerable<SigningVector> GoodVectors => Vectors.Where(v => v.Valid);

    private static IEnumerable<SigningVector> BadVectors => Vectors.Where(v => !v.Valid);

    [Test]
    public void Folder_Read_HoldsEveryCase()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Everything, Has.Count.EqualTo(79));
            Assert.That(GoodVectors.Count(), Is.EqualTo(14));
            Assert.That(BadVectors.Count(), Is.EqualTo(40));
        });
    }

    [TestCaseSource(nameof(GoodVectors))]
    public void StringToSign_OfAValidCase_IsTheSameBytes(SigningVector vector)
    {
        Assert.That(StringToSign(vector), Is.EqualTo(vector.StringToSign));
    }

    [TestCaseSource(nameof(GoodVectors))]
    public void Verify_ValidCase_IsValid(SigningVector vector)
    {
        Assert.That(Verify(vector), Is.EqualTo(SignatureVerdict.Valid));
    }

    [TestCaseSource(nameof(BadVectors))]
    public void Verify_BadCase_IsRefusedForItsReason(SigningVector vector)
    {
        // A changed signature may also have lost its form; everything else is well-formed and does not hold.
        IEnumerable<SignatureVerdict> expected = vector.Why switch
        {
            not null when vector.Why.StartsWith("base64 not canonical", StringComparison.Ordinal) => [SignatureVerdict.NotBase64],
            "changed after signing: signature" => [SignatureVerdict.Mismatch, SignatureVerdict.WrongEncoding],
            _ => [SignatureVerdict.Mismatch],
        };

        Assert.That(expected, Does.Contain(Verify(vector)), vector.Why);
    }

    [TestCaseSource(nameof(GoodVectors))]
    public async Task Sign_MessageOfACase_HoldsForTheFrameworkOverTheStringOfTheCase(SigningVector vector)
    {
        using SigningKey key = SigningKey.Generate(vector.Algorithm);

        string base64 = await MessageSignature.SignAsync(
            key, vector.Message(key.PublicKey.Algorithm), stringToSign: null, SignatureEncoding.Der, CancellationToken.None);

        Assert.That(VerifyByFramework(key.PublicKey.ToPem(), vector, Convert.FromBase64String(base64)), Is.True);
    }

    private static bool VerifyByFramework(string publicKey, SigningVector vector, byte[] signature)
    {
        byte[] data = Encoding.UTF8.GetBytes(vector.StringToSign!);
        if (vector.Algorithm == SignatureAlgorithmIds.Sha256Rsa)
        {
            using var rsa = RSA.Create();
            rsa.ImportFromPem(publicKey);
            return rsa.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }

        using var ecdsa = ECDsa.Create();
        ecdsa.ImportFromPem(publicKey);
        return ecdsa.VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    private static SignatureVerdict Verify(SigningVector vector)
    {
        PartnerCredential credential = new CredentialReader(Algorithms).Read(vector.Algorithm, vector.PublicKey);
        return MessageSignature.Verify(
            credential.Key, vector.Message(credential.Key.Algorithm), vector.Signature, stringToSign: null, SignatureEncoding.Der);
    }

    private static string StringToSign(SigningVector vector)
    {
        var output = new ArrayBufferWriter<byte>();
        InterconnSignV1.Instance.Write(vector.Message(Algorithms.Find(vector.Algorithm)!), output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
