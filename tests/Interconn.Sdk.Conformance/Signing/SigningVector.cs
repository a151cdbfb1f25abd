using System.Text.Json;
using System.Text.Json.Serialization;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Conformance.Signing;

/// <summary>One case made with the openssl command line.</summary>
public sealed record SigningVector
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    [JsonIgnore]
    public string Name { get; private set; } = "";

    public required string Algorithm { get; init; }

    public required string PathBase { get; init; }

    public required string PublicKey { get; init; }

    public required string Method { get; init; }

    public required string Target { get; init; }

    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    public required string BodyBase64 { get; init; }

    /// <summary>Given for the valid cases only.</summary>
    public string? StringToSign { get; init; }

    public required bool Valid { get; init; }

    public string? Why { get; init; }

    public string Signature => Headers["x-auth-sign"];

    internal SignedMessage Message(ISignatureAlgorithm algorithm) => new()
    {
        Algorithm = algorithm,
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

    /// <summary>Every case of the folder; which of them a test runs is the test's affair.</summary>
    public static IReadOnlyList<SigningVector> ReadAll()
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "Spec", "signing");
        return [.. Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(Read)];
    }

    public override string ToString() => Name;

    private static SigningVector Read(string path)
    {
        SigningVector vector = JsonSerializer.Deserialize<SigningVector>(File.ReadAllText(path), Options)!;
        vector.Name = Path.GetFileNameWithoutExtension(path);
        return vector;
    }
}
