using Interconn.Sdk.Signing;

namespace Interconn.Sdk.TestHosting;

/// <summary>Keys made once per run: making an RSA key takes longer than most tests.</summary>
public static class TestKeys
{
    public static SigningKey HolderKey { get; } = SigningKey.Generate(SignatureAlgorithmIds.Sha256Ecdsa);

    public static SigningKey CallerKey { get; } = SigningKey.Generate(SignatureAlgorithmIds.Sha256Ecdsa);

    public static SigningKey CallerRsaKey { get; } = SigningKey.Generate(SignatureAlgorithmIds.Sha256Rsa);

    public static SigningKey StrangerKey { get; } = SigningKey.Generate(SignatureAlgorithmIds.Sha256Ecdsa);
}
