namespace Interconn.Sdk.Signing;

/// <summary>
/// The private key of the node. Asynchronous, so that it may live in a hardware module or a key service; keys in
/// memory are one implementation among others.
/// </summary>
public interface ISigningKey
{
    /// <summary>The public half.</summary>
    VerificationKey PublicKey { get; }

    /// <summary>What to send as <c>auth_type</c>: the algorithm's id, or <c>CERT</c>.</summary>
    string AuthType { get; }

    /// <summary>What to send as <c>auth_credential</c>: the public key or the certificate chain as PEM.</summary>
    string AuthCredential { get; }

    /// <summary>Signs bytes.</summary>
    /// <param name="data">The bytes to sign, not their digest.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The signature as the algorithm writes it: raw for RSA, strict DER for pairs.</returns>
    ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken);
}
