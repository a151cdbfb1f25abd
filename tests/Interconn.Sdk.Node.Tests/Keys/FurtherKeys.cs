using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Node.Tests.Keys;

/// <summary>Keys to go over to, made once per run.</summary>
internal static class FurtherKeys
{
    public static SigningKey Next { get; } = SigningKey.Generate(SignatureAlgorithmIds.Sha256Ecdsa);

    public static SigningKey Third { get; } = SigningKey.Generate(SignatureAlgorithmIds.Sha256Ecdsa);
}
