using Interconn.Sdk.Signing;

namespace PartnerClient;

/// <summary>This node's key: its identity. Made once, kept in a file that is its owner's alone.</summary>
internal static class KeyFile
{
    private const string PasswordVariable = "INTERCONN_KEY_PASSWORD";

    /// <summary>Reads the key, and makes it where there is none.</summary>
    /// <returns>The key, and whether it was made.</returns>
    public static async Task<(SigningKey Key, bool IsNew)> LoadOrMakeAsync(string folder)
    {
        string file = PathIn(folder);
        string? password = Environment.GetEnvironmentVariable(PasswordVariable) is { Length: > 0 } set ? set : null;
        if (File.Exists(file))
        {
            return (SigningKey.FromPemFile(file, password), false);
        }

        Directory.CreateDirectory(folder);
        SigningKey key = SigningKey.Generate(SignatureAlgorithmIds.Sha256Ecdsa);
        await key.SaveAsync(file, password);
        return (key, true);
    }

    public static string PathIn(string folder) => Path.Combine(folder, "node.pem");
}
