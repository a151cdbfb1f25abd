using System.Buffers.Text;
using System.Text;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Tests.Permits;

/// <summary>Makes tokens of any header and payload with a true signature.</summary>
internal static class JwsForge
{
    public static string Part(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));

    public static Task<string> SignJsonAsync(ISigningKey key, string header, string payload) => SignPartsAsync(key, Part(header), Part(payload));

    public static async Task<string> SignPartsAsync(ISigningKey key, string header, string payload)
    {
        string signed = $"{header}.{payload}";
        byte[] signature = await key.SignAsync(Encoding.UTF8.GetBytes(signed), CancellationToken.None);
        return $"{signed}.{Base64Url.EncodeToString(key.PublicKey.Algorithm.SignsPairs ? EcdsaSignatureEncoding.ToFixedWidth(signature) : signature)}";
    }
}
