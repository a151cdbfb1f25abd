using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Interconn.Sdk.Fuxi.Protocol;

namespace Interconn.Sdk.Fuxi.Identities;

/// <summary>An identity (2.2, 2.4). What the answer leaves out is null.</summary>
public sealed record Identity
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

    /// <summary>When it was made. The answer of 2.1 may give the same time with another offset.</summary>
    [JsonPropertyName("creationTime")]
    public DateTimeOffset? CreationTime { get; init; }

    /// <summary>When it was last changed.</summary>
    [JsonPropertyName("lastModifiedTime")]
    public DateTimeOffset? LastModifiedTime { get; init; }

    /// <summary>The public key, to verify and encrypt with.</summary>
    /// <returns>The key. Dispose it.</returns>
    /// <exception cref="CryptographicException"><see cref="PublicKey"/> is missing, or no such key.</exception>
    public RSA ImportPublicKey() => KeyText.ImportPublic(PublicKey);
}
