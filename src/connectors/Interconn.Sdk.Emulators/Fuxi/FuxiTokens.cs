using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Interconn.Sdk.Fuxi.Protocol;
using Interconn.Sdk.Fuxi.Subscriptions;

namespace Interconn.Sdk.Emulators.Fuxi;

/// <summary>Makes the tokens of the server: licences, which say no more than whose they are, and access tokens.</summary>
internal sealed class FuxiTokens : IDisposable
{
    private const int KeyBits = 2048;
    private const int LicenseKeyBytes = 32;
    private readonly byte[] licenseKey = RandomNumberGenerator.GetBytes(LicenseKeyBytes);
    private readonly Lazy<RSA> accessTokenKey = new(static () => RSA.Create(KeyBits));

    /// <summary>The licence of an account. Every licence of it has the same text.</summary>
    public string License(string clientId)
    {
        string signed = Part(new JsonObject { ["alg"] = "HS256", ["typ"] = "JWT" }) + "." + Part(new JsonObject { ["aud"] = clientId, ["iss"] = "fuxi" });
        return signed + "." + Base64Url.EncodeToString(HMACSHA256.HashData(licenseKey, Encoding.ASCII.GetBytes(signed)));
    }

    /// <summary>The access token that says what the claims say.</summary>
    public string Access(AccessTokenClaims claims)
    {
        string signed = Part(new JsonObject { ["alg"] = "RS256" }) + "." + Part(JsonSerializer.SerializeToNode(claims, FuxiJson.Context.AccessTokenClaims)!);
        return signed + "." + Base64Url.EncodeToString(
            accessTokenKey.Value.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    public void Dispose()
    {
        if (accessTokenKey.IsValueCreated)
        {
            accessTokenKey.Value.Dispose();
        }
    }

    private static string Part(JsonNode node) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(node.ToJsonString()));
}
