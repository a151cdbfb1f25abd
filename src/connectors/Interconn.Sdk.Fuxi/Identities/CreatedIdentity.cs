using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Interconn.Sdk.Fuxi.Protocol;

namespace Interconn.Sdk.Fuxi.Identities;

/// <summary>
/// An identity that was just made (2.1), with its private key, which the server gives this one time. What the answer leaves out is null; the text leaves the
/// key out.
/// </summary>
public sealed record CreatedIdentity
{
    /// <summary>The id, for instance <c>cat.fuxi.id</c>.</summary>
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    /// <summary>The name.</summary>
    [JsonPropertyName("name")]
    public string? Name { get; init; }

    /// <summary>The e-mail address.</summary>
    [JsonPropertyName("email")]
    public string? Email { get; init; }

    /// <summary>The public key: RSA as PKCS#1 in Base64. <see cref="ImportPublicKey"/> makes use of it.</summary>
    [JsonPropertyName("publicKey")]
    public string? PublicKey { get; init; }

    /// <summary>When it was made.</summary>
    [JsonPropertyName("creationTime")]
    public DateTimeOffset? CreationTime { get; init; }

    /// <summary>When it was last changed.</summary>
    [JsonPropertyName("lastModifiedTime")]
    public DateTimeOffset? LastModifiedTime { get; init; }

    /// <summary>Who owns the identity.</summary>
    [JsonPropertyName("owner")]
    public string? Owner { get; init; }

    /// <summary>The private key: RSA as PKCS#1 in Base64. A secret. <see cref="ImportPrivateKey"/> makes use of it.</summary>
    [JsonPropertyName("privateKey")]
    public string? PrivateKey { get; init; }

    /// <summary>The public key, to verify and encrypt with.</summary>
    /// <returns>The key. Dispose it.</returns>
    /// <exception cref="CryptographicException"><see cref="PublicKey"/> is missing, or no such key.</exception>
    public RSA ImportPublicKey() => KeyText.ImportPublic(PublicKey);

    /// <summary>The private key, to sign and decrypt with.</summary>
    /// <returns>The key. Dispose it.</returns>
    /// <exception cref="CryptographicException"><see cref="PrivateKey"/> is missing, or no such key. It is not quoted.</exception>
    public RSA ImportPrivateKey() => KeyText.ImportPrivate(PrivateKey);

    /// <summary>The identity without its keys.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"identity {Id} of {Owner}";
}
