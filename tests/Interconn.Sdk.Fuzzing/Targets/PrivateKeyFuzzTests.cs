using System.Security.Cryptography;
using System.Text;
using Interconn.Sdk.Fuzzing.Engine;
using Interconn.Sdk.Fuzzing.Mutators;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Fuzzing.Targets;

/// <summary>
/// Private key files: refused by a <see cref="CryptographicException"/> that shows nothing of them, or read to a key that signs what its public half verifies.
/// Encrypted ones are left out: how long they take to open is written in them, and they are the host's own.
/// </summary>
[TestFixture]
public sealed class PrivateKeyFuzzTests : FuzzFixture
{
    protected override string CorpusName => "private-keys";

    private protected override byte[] Mutate(byte[] seed, IReadOnlyList<byte[]> seeds, Dice dice) => PemMutator.Mutate(seed, seeds, dice);

    protected override async Task TryAsync(byte[] input, CancellationToken cancellationToken)
    {
        string text = Encoding.UTF8.GetString(input);
        try
        {
            using SigningKey key = SigningKey.FromPem(text);
            using SigningKey again = SigningKey.FromPem(key.ExportPrivateKeyPem());
            Demand(again.PublicKey.Equals(key.PublicKey), "the key does not read back");
            byte[] signature = await key.SignAsync("data"u8.ToArray(), cancellationToken);
            Demand(key.PublicKey.Verify("data"u8, signature) == SignatureVerdict.Valid, "the key signs what its public half does not verify");
        }
        catch (CryptographicException refused)
        {
            Demand(!text.Chunk(40).Any(part => part.Length == 40 && refused.ToString().Contains(new string(part), StringComparison.Ordinal)), "the key is in the message");
        }
    }
}
