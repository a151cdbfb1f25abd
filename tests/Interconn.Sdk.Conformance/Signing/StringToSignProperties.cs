using System.Buffers;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Conformance.Signing;

[TestFixture]
public sealed class StringToSignProperties
{
    private static readonly SignatureAlgorithms Algorithms = new([]);
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(2000);

    [Test]
    public void C40_Write_TwoDifferentMessages_GiveDifferentBytes()
    {
        Gen<SignedMessage> any = Algorithms.All.Select(MessageGenerators.Messages).Aggregate((a, b) => Gen.OneOf(a, b));
        Gen<(SignedMessage, SignedMessage)> pairs = Gen.OneOf(
            any.Two().Select(p => (p.Item1, p.Item2)),
            any.SelectMany(m => MessageGenerators.Mutants(m).Select(n => (m, n))),
            any.SelectMany(m => MessageGenerators.Moved(m).Select(n => (m, n))),
            any.Select(m => (m, m with { Algorithm = Algorithms.All.First(other => other != m.Algorithm) })));

        Check.One(Thorough, Prop.ForAll(pairs.ToArbitrary(), pair => Same(pair.Item1, pair.Item2) == (Written(pair.Item1) == Written(pair.Item2))));
    }

    [Test]
    public void Write_AnyMessage_HasTwelveClosedLines()
    {
        Check.One(Thorough, Prop.ForAll(
            MessageGenerators.Messages(Algorithms.All[0]).ToArbitrary(),
            message => Written(message) is string text && text.EndsWith('\n') && text.Count(c => c == '\n') == 12));
    }

    [Test]
    public void S03_Verify_AnySingleChangeOfAnyPart_IsAMismatch([Values(SignatureAlgorithmIds.Sha256Rsa, SignatureAlgorithmIds.Sha256Ecdsa)] string algorithm)
    {
        using SigningKey key = SigningKey.Generate(algorithm);
        Gen<(SignedMessage, SignedMessage)> pairs =
            MessageGenerators.Messages(key.PublicKey.Algorithm).SelectMany(m => MessageGenerators.Mutants(m).Select(n => (m, n)));

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(200), Prop.ForAll(pairs.ToArbitrary(), pair =>
        {
            string signature = MessageSignature.SignAsync(key, pair.Item1, null, SignatureEncoding.Der, CancellationToken.None).AsTask().GetAwaiter().GetResult();
            return Verify(key, pair.Item1, signature) == SignatureVerdict.Valid
                && (Same(pair.Item1, pair.Item2) || Verify(key, pair.Item2, signature) == SignatureVerdict.Mismatch);
        }));
    }

    [Test]
    public async Task S03_Verify_EveryFlippedBitOfASignature_IsRefused(
        [Values(SignatureAlgorithmIds.Sha256Rsa, SignatureAlgorithmIds.Sha256Ecdsa)] string algorithm)
    {
        using SigningKey key = SigningKey.Generate(algorithm);
        SignedMessage message = MessageGenerators.Messages(key.PublicKey.Algorithm).Sample(1).First();
        byte[] signature = Convert.FromBase64String(
            await MessageSignature.SignAsync(key, message, null, SignatureEncoding.Der, CancellationToken.None));

        var passed = new List<int>();
        for (int bit = 0; bit < signature.Length * 8; bit++)
        {
            byte[] changed = [.. signature];
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            if (Verify(key, message, Convert.ToBase64String(changed)) == SignatureVerdict.Valid)
            {
                passed.Add(bit);
            }
        }

        Assert.That(passed, Is.Empty);
    }

    private static SignatureVerdict Verify(SigningKey key, SignedMessage message, string signature) =>
        MessageSignature.Verify(key.PublicKey, message, signature, stringToSign: null, SignatureEncoding.Der);

    private static string Written(SignedMessage message)
    {
        var output = new ArrayBufferWriter<byte>();
        InterconnSignV1.Instance.Write(message, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    // Blanks do not occur in the token sets that are generated, so equal text is what equal means.
    private static bool Same(SignedMessage a, SignedMessage b) =>
        a with { Body = default } == b with { Body = default } && a.Body.Span.SequenceEqual(b.Body.Span);
}
