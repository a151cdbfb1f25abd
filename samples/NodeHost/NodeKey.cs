using Interconn.Sdk.Signing;

namespace NodeHost;

/// <summary>The key of the node: read from its file, and made there on the first start.</summary>
internal static class NodeKey
{
    public static async Task<SigningKey> LoadOrMakeAsync(string file, string? password)
    {
        if (File.Exists(file))
        {
            return SigningKey.FromPemFile(file, password);
        }

        SigningKey key = SigningKey.Generate(SignatureAlgorithmIds.Sha256Ecdsa);
        await key.SaveAsync(file, password, CancellationToken.None);
        return key;
    }
}
