using System.Buffers;
using System.Text;
using Interconn.Sdk.Conformance.Signing;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.BouncyCastle.Tests.Signing;

/// <summary>The cases of SM3_SM2 that the openssl command line made.</summary>
[TestFixture]
public sealed class SigningVectorTests
{
    private static readonly IReadOnlyList<SigningVector> Vectors = SigningVector.ReadAll();
    private static readonly SignatureAlgorithms Algorithms = new([Sm3Sm2.Algorithm]);

    private static IEnumerable<SigningVector> GoodVectors => Vectors.Where(v => v.Valid);

    private static IEnumerable<SigningVector> BadVectors => Vectors.Where(v => !v.Valid);

    [Test]
    public void Folder_Read_HoldsEveryCase()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Vectors, Has.Count.EqualTo(25));
            Assert.That(Vectors, Has.All.Matches<SigningVector>(v => v.Name.StartsWith("sm3_sm2-", StringComparison.Ordinal) && v.Algorithm == "SM3_SM2"));
            Assert.That(GoodVectors.Count(), Is.EqualTo(7));
            Assert.That(BadVectors.Count(), Is.EqualTo(18));
        });
    }

    [TestCaseSource(nameof(GoodVectors))]
    public void StringToSign_OfAValidCase_IsTheSameBytes(SigningVector vector)
    {
        var output = new ArrayBufferWriter<byte>();
        InterconnSignV1.Instance.Write(vector.Message(Sm3Sm2.Algorithm), output);

        Assert.That(Encoding.UTF8.GetString(output.WrittenSpan), Is.EqualTo(vector.StringToSign));
    }

    [TestCaseSource(nameof(GoodVectors))]
    public void Verify_ValidCase_IsValid(SigningVector vector) => Assert.That(Verify(vector), Is.EqualTo(SignatureVerdict.Valid));

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

    private static SignatureVerdict Verify(SigningVector vector)
    {
        PartnerCredential credential = new CredentialReader(Algorithms).Read(vector.Algorithm, vector.PublicKey);
        return MessageSignature.Verify(
            credential.Key, vector.Message(credential.Key.Algorithm), vector.Signature, stringToSign: null, SignatureEncoding.Der);
    }
}
