namespace Interconn.Sdk.GxbDes.Signing;

/// <summary>
/// Signs texts as GXChain accounts do. <see cref="GraphenePrivateKey"/> does so with a key in memory; a host whose keys are in a hardware module or a key service brings its own.
/// </summary>
public interface IGrapheneSigner
{
    /// <summary>Signs a text: SHA-256 of its UTF-8, ECDSA on secp256k1, recoverable and canonical.</summary>
    /// <param name="text">The text.</param>
    /// <param name="cancellationToken">Ends the wait for a key that is elsewhere.</param>
    /// <returns>65 bytes as 130 lower-case hex digits: 31 and the recovery id, r, s.</returns>
    ValueTask<string> SignAsync(string text, CancellationToken cancellationToken = default);
}
