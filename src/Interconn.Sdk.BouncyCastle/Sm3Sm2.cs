using Interconn.Sdk.BouncyCastle.Signing;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.BouncyCastle;

/// <summary>
/// The algorithm <see cref="SignatureAlgorithmIds.Sm3Sm2"/>, for tools without a host: give it to <see cref="SignatureAlgorithms"/>. A host calls
/// <c>AddSm2</c> instead.
/// </summary>
public static class Sm3Sm2
{
    /// <summary>
    /// SM2 with SM3 (GB/T 32918, GB/T 32905) on the curve <c>sm2p256v1</c>, under the user id <c>1234567812345678</c> of GM/T 0009; signatures are strict DER.
    /// It may be used from many threads at a time.
    /// </summary>
    public static ISignatureAlgorithm Algorithm => Sm3Sm2Algorithm.Instance;
}
