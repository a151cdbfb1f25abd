using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Permits;

/// <summary>A public key as tokens know it: the name of its algorithm in a JWS, and its JWK thumbprint (RFC 7638).</summary>
internal sealed class PermitKey
{
    // The members that RFC 7638 demands, and in its order: that of the names.
    private readonly (string Name, string Value)[] members;

    private PermitKey(VerificationKey key, string jwsAlgorithm, params (string Name, string Value)[] members)
    {
        Key = key;
        JwsAlgorithm = jwsAlgorithm;
        this.members = members;
        KeyId = Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(Thumbprinted(members))));
    }

    public VerificationKey Key { get; }

    public string JwsAlgorithm { get; }

    public string KeyId { get; }

    /// <summary>The key, or null for one that JWS has no common algorithm for, such as SM2.</summary>
    public static PermitKey? From(VerificationKey key) => key.Algorithm.Id switch
    {
        SignatureAlgorithmIds.Sha256Rsa => FromRsa(key),
        SignatureAlgorithmIds.Sha256Ecdsa => FromEcdsa(key),
        _ => null,
    };

    public void WriteJwk(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        foreach ((string name, string value) in members)
        {
            writer.WriteString(name, value);
        }

        writer.WriteString("use", "sig");
        writer.WriteString("alg", JwsAlgorithm);
        writer.WriteString("kid", KeyId);
        writer.WriteEndObject();
    }

    private static PermitKey FromRsa(VerificationKey key)
    {
        using var rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(key.SubjectPublicKeyInfo.Span, out _);
        RSAParameters parameters = rsa.ExportParameters(includePrivateParameters: false);
        return new PermitKey(
            key,
            "RS256",
            ("e", Base64Url.EncodeToString(parameters.Exponent)),
            ("kty", "RSA"),
            ("n", Base64Url.EncodeToString(parameters.Modulus)));
    }

    private static PermitKey FromEcdsa(VerificationKey key)
    {
        using var ecdsa = ECDsa.Create();
        ecdsa.ImportSubjectPublicKeyInfo(key.SubjectPublicKeyInfo.Span, out _);
        ECParameters parameters = ecdsa.ExportParameters(includePrivateParameters: false);
        return new PermitKey(
            key,
            "ES256",
            ("crv", "P-256"),
            ("kty", "EC"),
            ("x", Base64Url.EncodeToString(parameters.Q.X)),
            ("y", Base64Url.EncodeToString(parameters.Q.Y)));
    }

    // Names and values are ASCII without quotes, so nothing needs escaping.
    private static string Thumbprinted((string Name, string Value)[] members) =>
        "{" + string.Join(',', members.Select(member => $"\"{member.Name}\":\"{member.Value}\"")) + "}";
}
