using System.Text;
using System.Text.Json;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Docs.Tests.SigningExamples;

/// <summary>One case of the signing vectors, as far as the examples need it: the request as it stands on the wire, and what is to come of it.</summary>
public sealed record SigningVector
{
    private const string SignatureHeader = "x-auth-sign";
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public required string Algorithm { get; init; }

    public required string PathBase { get; init; }

    public required string PublicKey { get; init; }

    public required string Method { get; init; }

    public required string Target { get; init; }

    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    public required string BodyBase64 { get; init; }

    public string? StringToSign { get; init; }

    public required bool Valid { get; init; }

    public static SigningVector Read(string name) => JsonSerializer.Deserialize<SigningVector>(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Spec", "signing", name + ".json")), Options)!;

    /// <summary>The bytes of the request; without <c>x-auth-sign</c> as before it is signed.</summary>
    public byte[] OnTheWire(bool withSignature)
    {
        var head = new StringBuilder($"{Method} {Target} HTTP/1.1\r\nHost: partner.example.com\r\n");
        foreach ((string name, string value) in Headers.Where(header => withSignature || header.Key != SignatureHeader))
        {
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        byte[] body = Convert.FromBase64String(BodyBase64);
        head.Append("Content-Length: ").Append(body.Length).Append("\r\n\r\n");
        return [.. Encoding.UTF8.GetBytes(head.ToString()), .. body];
    }

    /// <summary>What the SDK says of a signature of this request by another key.</summary>
    public SignatureVerdict Verify(VerificationKey key, string signature)
    {
        var message = new SignedMessage
        {
            Algorithm = key.Algorithm,
            Method = Method,
            RequestTarget = Target[PathBase.Length..],
            SourceNodeId = Headers["x-source-node-id"],
            TargetNodeId = Headers["x-target-node-id"],
            Timestamp = Headers["x-timestamp"],
            Nonce = Headers["x-nonce"],
            TraceId = Headers.GetValueOrDefault("x-trace-id"),
            CsrfProtection = Headers.GetValueOrDefault("x-csrf-protection"),
            TokenSet = Headers.GetValueOrDefault("x-mprac-token-set"),
            Body = Convert.FromBase64String(BodyBase64),
        };
        return MessageSignature.Verify(key, message, signature, stringToSign: null, SignatureEncoding.Der);
    }
}
