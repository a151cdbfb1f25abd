using System.Buffers;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Tests.Signing;

[TestFixture]
public sealed class MessageSignatureTests
{
    private static readonly SigningKey Key = TestKeys.Ecdsa;
    private static readonly SignedMessage Message = TestMessages.For(Key.PublicKey.Algorithm);

    [Test]
    public async Task Sign_ThenVerify_HoldsInTheEncodingItWasMadeInOnly([Values] SignatureEncoding made, [Values] SignatureEncoding read)
    {
        string signature = await Sign(Key, Message, made);

        Assert.That(
            MessageSignature.Verify(Key.PublicKey, Message, signature, null, read),
            Is.EqualTo(made == read ? SignatureVerdict.Valid : SignatureVerdict.WrongEncoding));
    }

    [Test]
    public async Task Sign_FixedWidth_Is64Bytes()
    {
        Assert.That(Convert.FromBase64String(await Sign(Key, Message, SignatureEncoding.FixedWidth)), Has.Length.EqualTo(64));
    }

    [Test]
    public async Task Sign_Rsa_KnowsNoEncodings()
    {
        SignedMessage message = TestMessages.For(TestKeys.Rsa.PublicKey.Algorithm);

        string signature = await Sign(TestKeys.Rsa, message, SignatureEncoding.FixedWidth);

        Assert.That(
            MessageSignature.Verify(TestKeys.Rsa.PublicKey, message, signature, null, SignatureEncoding.Der), Is.EqualTo(SignatureVerdict.Valid));
    }

    [TestCase("")]
    [TestCase("AA")]
    [TestCase("AAA")]
    [TestCase("AA==\n")]
    [TestCase(" AA==")]
    [TestCase("A A==")]
    [TestCase("AB==")]
    [TestCase("AAB=")]
    [TestCase("AA=")]
    [TestCase("AA=A")]
    [TestCase("====")]
    [TestCase("-_-_")]
    [TestCase("AAAA====")]
    [TestCase("AA==AA==")]
    [TestCase("ＡＡＡＡ")]
    public void S02_TryDecode_NotCanonical_IsFalseAndNoKeyIsAsked(string text)
    {
        Assert.Multiple(() =>
        {
            Assert.That(Decoded(text), Is.Null);
            Assert.That(MessageSignature.IsCanonical(text), Is.False);
            Assert.That(
                MessageSignature.Verify(new KeyThatMustNotBeAsked(), Message, text, null, SignatureEncoding.Der),
                Is.EqualTo(SignatureVerdict.NotBase64));
        });
    }

    [TestCase(768, true)]
    [TestCase(769, false)]
    [TestCase(200_000, false)]
    public void S02_TryDecode_Length_EndsAt1024Characters(int bytes, bool expected)
    {
        Assert.That(MessageSignature.IsCanonical(Convert.ToBase64String(new byte[bytes])), Is.EqualTo(expected));
    }

    [TestCase("AA==", new byte[] { 0 })]
    [TestCase("+/8=", new byte[] { 0xfb, 0xff })]
    public void TryDecode_Canonical_GivesTheBytes(string text, byte[] expected)
    {
        Assert.Multiple(() =>
        {
            Assert.That(Decoded(text), Is.EqualTo(expected));
            Assert.That(MessageSignature.IsCanonical(text), Is.True);
        });
    }

    // One spelling for each row of bytes: what the framework writes for what it reads there.
    [Test]
    public void S02_IsCanonical_AnyCharacterAnywhere_IsWhatTheFrameworkWrites([Values("AAAAAAAA", "AAAAAAA=", "AAAAAA==")] string text, [Range(0, 7)] int position)
    {
        for (char character = '\0'; character < '\u0180'; character++)
        {
            string changed = string.Concat(text.AsSpan(0, position), [character], text.AsSpan(position + 1));
            byte[] bytes = new byte[8];
            bool expected = Convert.TryFromBase64String(changed, bytes, out int length) && Convert.ToBase64String(bytes.AsSpan(0, length)) == changed;
            Assert.That(MessageSignature.IsCanonical(changed), Is.EqualTo(expected), changed);
        }
    }

    [Test]
    public void S07_Verify_MessageForAnotherAlgorithm_Throws()
    {
        SignedMessage other = TestMessages.For(Sha256RsaAlgorithm.Instance);

        Assert.Throws<ArgumentException>(() => MessageSignature.Verify(Key.PublicKey, other, "AA==", null, SignatureEncoding.Der));
    }

    [Test]
    public async Task Verify_StringToSignOfAHost_IsUsedOnBothSides()
    {
        string signature = await MessageSignature.SignAsync(Key, Message, new NonceAlone(), SignatureEncoding.Der, CancellationToken.None);

        Assert.Multiple(() =>
        {
            Assert.That(
                MessageSignature.Verify(Key.PublicKey, Message, signature, new NonceAlone(), SignatureEncoding.Der), Is.EqualTo(SignatureVerdict.Valid));
            Assert.That(MessageSignature.Verify(Key.PublicKey, Message, signature, null, SignatureEncoding.Der), Is.EqualTo(SignatureVerdict.Mismatch));
        });
    }

    [Test]
    public void Sign_KeyServiceThatGivesFixedWidth_ThrowsAndSaysWhatToReturn()
    {
        InvalidOperationException e = Assert.ThrowsAsync<InvalidOperationException>(
            async () => await Sign(new Service(new byte[64]), Message, SignatureEncoding.Der))!;

        Assert.That(e.Message, Does.Contain("strict DER").And.Contain(nameof(ISigningKey.SignAsync)));
    }

    [Test]
    public void S13_Verify_KeyThatThrows_DoesNotPass()
    {
        Assert.Throws<InvalidOperationException>(
            () => MessageSignature.Verify(new KeyThatMustNotBeAsked(), Message, "AA==", null, SignatureEncoding.Der));
    }

    [TestCase(SignatureAlgorithmIds.Sha256Rsa)]
    [TestCase(SignatureAlgorithmIds.Sha256Ecdsa)]
    public async Task SignAndVerify_ManyThreadsAtATime_AllHold(string algorithm)
    {
        SigningKey key = TestKeys.Of(algorithm);
        var verdicts = new System.Collections.Concurrent.ConcurrentBag<SignatureVerdict>();

        await Parallel.ForEachAsync(Enumerable.Range(0, 200), new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (i, ct) =>
        {
            SignedMessage message = TestMessages.For(key.PublicKey.Algorithm) with { Nonce = $"nonce-{i:D16}" };
            string signature = await MessageSignature.SignAsync(key, message, null, SignatureEncoding.Der, ct);
            verdicts.Add(MessageSignature.Verify(key.PublicKey, message, signature, null, SignatureEncoding.Der));
        });

        Assert.That(verdicts, Has.Count.EqualTo(200).And.All.EqualTo(SignatureVerdict.Valid));
    }

    private static Task<string> Sign(ISigningKey key, SignedMessage message, SignatureEncoding encoding) =>
        MessageSignature.SignAsync(key, message, null, encoding, CancellationToken.None).AsTask();

    private static byte[]? Decoded(string base64)
    {
        Span<byte> bytes = stackalloc byte[MessageSignature.MaxSignatureBytes];
        return MessageSignature.TryDecode(base64, bytes, out int length) ? bytes[..length].ToArray() : null;
    }

    private sealed class KeyThatMustNotBeAsked() : VerificationKey(Sha256EcdsaAlgorithm.Instance, [1])
    {
        public override SignatureVerdict Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) => throw new InvalidOperationException("asked");
    }

    private sealed class NonceAlone : IStringToSign
    {
        public void Write(in SignedMessage message, IBufferWriter<byte> output) => output.Write(System.Text.Encoding.ASCII.GetBytes(message.Nonce));
    }

    private sealed class Service(byte[] signature) : ISigningKey
    {
        public VerificationKey PublicKey => Key.PublicKey;

        public string AuthType => Key.AuthType;

        public string AuthCredential => Key.AuthCredential;

        public ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken) => new(signature);
    }
}
