using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Tests.Permits;

/// <summary>Keys made once for all tests: making RSA keys takes its time.</summary>
internal static class PermitKeys
{
    private static readonly Lazy<SigningKey> LazyRsa = new(() => SigningKey.Generate(SignatureAlgorithmIds.Sha256Rsa));
    private static readonly Lazy<SigningKey> LazyEcdsa = new(() => SigningKey.Generate(SignatureAlgorithmIds.Sha256Ecdsa));
    private static readonly Lazy<SigningKey> LazyOtherEcdsa = new(() => SigningKey.Generate(SignatureAlgorithmIds.Sha256Ecdsa));

    public static SigningKey Rsa => LazyRsa.Value;

    public static SigningKey Ecdsa => LazyEcdsa.Value;

    public static SigningKey OtherEcdsa => LazyOtherEcdsa.Value;

    public static SigningKey Of(string algorithmId) => algorithmId == SignatureAlgorithmIds.Sha256Rsa ? Rsa : Ecdsa;
}
