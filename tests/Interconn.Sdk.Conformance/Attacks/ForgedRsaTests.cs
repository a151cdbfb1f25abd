using System.Numerics;
using System.Security.Cryptography;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Conformance.Attacks;

/// <summary>S08: signatures made with the right private key in a way that is not RSASSA-PKCS1-v1_5 with SHA-256.</summary>
public sealed class ForgedRsaTests
{
    private const int Size = 256;
    private static readonly byte[] Sha256Info = Convert.FromHexString("3031300d060960864801650304020105000420");

    private readonly RSA rsa = RSA.Create(Size * 8);
    private SigningKey key = null!;
    private AttackedNode node = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        key = SigningKey.FromPem(rsa.ExportPkcs8PrivateKeyPem());
        node = await AttackedNode.StartAsync(key);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await node.DisposeAsync();
        key.Dispose();
        rsa.Dispose();
    }

    private static IEnumerable<TestCaseData> Paddings()
    {
        yield return Row("bytes behind the digest, the padding shortened", static hash => [0, 1, .. Ff(Size - 55), 0, .. Sha256Info, .. hash, 1]);
        yield return Row("eight bytes of padding, rubbish behind", static hash => Fill([0, 1, .. Ff(8), 0, .. Sha256Info, .. hash]));
        yield return Row("a zero inside the padding", static hash => With(Block(hash), 10, 0));
        yield return Row("another byte inside the padding", static hash => With(Block(hash), 10, 0xFE));
        yield return Row("no zero behind the padding", static hash => With(Block(hash), Size - 52, 0xFF));
        yield return Row("block type 0", static hash => With(Block(hash), 1, 0));
        yield return Row("block type 2", static hash => With(Block(hash), 1, 2));
        yield return Row("another first byte", static hash => With(Block(hash), 0, 1));
        yield return Row("the digest without its DigestInfo", static hash => [0, 1, .. Ff(Size - 35), 0, .. hash]);
        yield return Row("DigestInfo without the NULL", static hash => Padded(Convert.FromHexString("302f300b0609608648016503040201"), 0x04, 0x20, hash));
        yield return Row("a BER length in DigestInfo", static hash => Padded(Convert.FromHexString("308131300d060960864801650304020105000420"), hash));
        yield return Row("the digest as another tag", static hash => Padded(Convert.FromHexString("3031300d060960864801650304020105000320"), hash));
        yield return Row("the OID of SHA-384", static hash => Padded(Convert.FromHexString("3031300d060960864801650304020205000420"), hash));
        yield return Row("parameters that are not NULL", static hash => Padded(Convert.FromHexString("3032300e0609608648016503040201040100" + "0420"), hash));
        yield return Row("rubbish inside DigestInfo", static hash => Padded(Convert.FromHexString("3033300d060960864801650304020105000420"), [.. hash, 0x05, 0x00]));
        yield return Row("a NULL with a long length", static hash => Padded(Convert.FromHexString("3032300e06096086480165030402010581000420"), hash));
        yield return Row("the OID of SHA3-256", static hash => Padded(Convert.FromHexString("3031300d060960864801650304020805000420"), hash));
        yield return Row("zeros for the padding", static hash => [.. new byte[Size - 51], .. Sha256Info, .. hash]);
        yield return Row("no padding at all, rubbish behind", static hash => Fill([0, 1, 0, .. Sha256Info, .. hash]));
        yield return Row("a flipped bit in the digest", static hash => With(Block(hash), Size - 1, (byte)(hash[^1] ^ 1)));

        static TestCaseData Row(string name, Func<byte[], byte[]> block) => new TestCaseData(block).SetArgDisplayNames(name);
    }

    [Test]
    public async Task S08_BlockOfTheProfile_IsServed()
    {
        // Shows that the blocks below fail for what is wrong with them and not for how they are made.
        RequestDraft draft = node.Get();
        draft.Signature = Raise(Block(HashOf(draft)));
        await node.ServesAsync(draft);
    }

    [TestCaseSource(nameof(Paddings))]
    public async Task S08_ModifiedPadding_IsNotAuthenticated(Func<byte[], byte[]> block)
    {
        RequestDraft draft = node.Get();
        byte[] encoded = block(HashOf(draft));
        Assert.That(encoded, Has.Length.EqualTo(Size));
        draft.Signature = Raise(encoded);

        await node.RefusesAsync(draft, "401/40101");
        await node.ServesAsync(draft.Sign(key));
    }

    [Test]
    public async Task S08_PssSignature_IsNotAuthenticated()
    {
        RequestDraft draft = node.Get();
        draft.Signature = rsa.SignData(draft.StringToSign(SignatureAlgorithmIds.Sha256Rsa), HashAlgorithmName.SHA256, RSASignaturePadding.Pss);

        await node.RefusesAsync(draft, "401/40101");
        await node.ServesAsync(draft.Sign(key));
    }

    [TestCase("SHA1")]
    [TestCase("SHA384")]
    [TestCase("SHA512")]
    [TestCase("MD5")]
    public async Task S08_SignatureOverAnotherDigest_IsNotAuthenticated(string digest)
    {
        RequestDraft draft = node.Get();
        draft.Signature = rsa.SignData(draft.StringToSign(SignatureAlgorithmIds.Sha256Rsa), new HashAlgorithmName(digest), RSASignaturePadding.Pkcs1);

        await node.RefusesAsync(draft, "401/40101");
        await node.ServesAsync(draft.Sign(key));
    }

    [TestCase(1, 0, TestName = "S08_SignatureWithAZeroInFront_IsNotAuthenticated")]
    [TestCase(0, 1, TestName = "S08_SignatureWithAByteBehind_IsNotAuthenticated")]
    [TestCase(0, -1, TestName = "S08_SignatureWithoutItsLastByte_IsNotAuthenticated")]
    public async Task S08_SignatureOfAnotherLength_IsNotAuthenticated(int before, int behind)
    {
        RequestDraft draft = node.Get();
        byte[] good = draft.Signature;
        draft.Signature = [.. new byte[before], .. good[..^Math.Max(0, -behind)], .. new byte[Math.Max(0, behind)]];

        await node.RefusesAsync(draft, "401/40101");
        await node.ServesAsync(draft.Sign(key));
    }

    [Test]
    public async Task S08_SignaturePlusTheModulus_IsNotAuthenticated()
    {
        BigInteger modulus = Number(rsa.ExportParameters(false).Modulus!);
        RequestDraft draft;
        BigInteger twin;
        do
        {
            // For some the sum needs one byte more, which another case tests.
            draft = node.Get();
            twin = Number(draft.Signature) + modulus;
        }
        while (twin.GetByteCount(isUnsigned: true) > Size);
        draft.Signature = Bytes(twin);

        await node.RefusesAsync(draft, "401/40101");
        await node.ServesAsync(draft.Sign(key));
    }

    [TestCase(0)]
    [TestCase(1)]
    public async Task S08_TrivialSignature_IsNotAuthenticated(int number)
    {
        RequestDraft draft = node.Get();
        draft.Signature = Bytes(number);

        await node.RefusesAsync(draft, "401/40101");
    }

    [TestCase("03")]
    [TestCase("11")]
    [TestCase("1001")]
    public void S08_KeyOfAWeakExponentInConfiguration_StopsTheStart(string exponent)
    {
        using var weak = RSA.Create();
        weak.ImportParameters(new RSAParameters { Modulus = rsa.ExportParameters(false).Modulus, Exponent = Convert.FromHexString(exponent) });
        var partner = new Hosting.PartnerOptions
        {
            NodeId = "JG0300000000000",
            ContractId = "c-03",
            Credential = weak.ExportSubjectPublicKeyInfoPem(),
        };

        InvalidOperationException? refusal = Assert.ThrowsAsync<InvalidOperationException>(
            async () => await AttackedNode.StartAsync(key, options => options.Partners.Add(partner)));
        Assert.That(refusal.Message, Does.Contain("JG0300000000000").And.Contains("exponent"));
    }

    [Test]
    public async Task S08_KeyOfExponentThreeOffered_BreaksAFieldRule()
    {
        using var weak = RSA.Create();
        weak.ImportParameters(new RSAParameters { Modulus = rsa.ExportParameters(false).Modulus, Exponent = [3] });
        RequestDraft right = node.Sample("3.1");
        string body = System.Text.Encoding.UTF8.GetString(right.Body).Replace(
            key.AuthCredential.Replace("\n", "\\n", StringComparison.Ordinal),
            Convert.ToBase64String(weak.ExportSubjectPublicKeyInfo()),
            StringComparison.Ordinal);

        WireAnswer answer = await node.RefusesAsync(node.Post(right.Target, body), "400/40004");

        Assert.That(answer.Msg, Is.EqualTo("field rule violated: auth_credential"));
    }

    private static byte[] Block(byte[] hash) => Padded(Sha256Info, hash);

    private static byte[] Padded(byte[] info, byte tag, byte length, byte[] hash) => Padded([.. info, tag, length], hash);

    private static byte[] Padded(byte[] info, byte[] hash) => [0, 1, .. Ff(Size - 3 - info.Length - hash.Length), 0, .. info, .. hash];

    private static byte[] Ff(int count) => [.. Enumerable.Repeat((byte)0xFF, count)];

    private static byte[] Fill(byte[] front) => [.. front, .. Ff(Size - front.Length)];

    private static byte[] With(byte[] block, int position, byte value)
    {
        Assert.That(block[position], Is.Not.EqualTo(value));
        block[position] = value;
        return block;
    }

    private static byte[] HashOf(RequestDraft draft) => SHA256.HashData(draft.StringToSign(SignatureAlgorithmIds.Sha256Rsa));

    private static BigInteger Number(byte[] bytes) => new(bytes, isUnsigned: true, isBigEndian: true);

    private static byte[] Bytes(BigInteger number)
    {
        byte[] bytes = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[Size - bytes.Length], .. bytes];
    }

    // The private operation alone, which the framework does not give.
    private byte[] Raise(byte[] block)
    {
        RSAParameters parameters = rsa.ExportParameters(true);
        return Bytes(BigInteger.ModPow(Number(block), Number(parameters.D!), Number(parameters.Modulus!)));
    }
}
