using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.TestHosting;

/// <summary>
/// A request that a test writes by hand, part by part. The string to sign is built here a second time, from the text of the signing profile
/// and not from the SDK, so that the two hold each other.
/// </summary>
public sealed class RequestDraft
{
    public string Method { get; set; } = "GET";

    /// <summary>The target of the request line, path base and all.</summary>
    public string Target { get; set; } = "/";

    /// <summary>What the signature leaves out of the front of the target.</summary>
    public string PathBase { get; set; } = "";

    /// <summary>Name and value of each header line, in order. A header may stand here twice.</summary>
    public List<KeyValuePair<string, string>> Headers { get; } = [];

    public byte[] Body { get; set; } = [];

    /// <summary>A signed GET of the caller to the holder.</summary>
    public static RequestDraft Get(string target, DateTimeOffset? now = null, ISigningKey? key = null) =>
        new RequestDraft { Method = "GET", Target = target }.WithStandardHeaders(now).Sign(key);

    /// <summary>A signed POST of JSON of the caller to the holder.</summary>
    public static RequestDraft Post(string target, string json, DateTimeOffset? now = null, ISigningKey? key = null)
    {
        var draft = new RequestDraft { Method = "POST", Target = target, Body = Encoding.UTF8.GetBytes(json) };
        draft.WithStandardHeaders(now);
        draft.Headers.Add(new("x-csrf-protection", RandomNumberGenerator.GetHexString(32, lowercase: true)));
        draft.Headers.Add(new("Content-Type", "application/json"));
        return draft.Sign(key);
    }

    /// <summary>The bytes of the signature.</summary>
    public byte[] Signature
    {
        get => Convert.FromBase64String(this["x-auth-sign"]!);
        set => this["x-auth-sign"] = Convert.ToBase64String(value);
    }

    public string? this[string name]
    {
        get => Headers.FirstOrDefault(header => header.Key == name).Value;
        set
        {
            int index = Headers.FindIndex(header => header.Key == name);
            if (value is null)
            {
                Headers.RemoveAll(header => header.Key == name);
            }
            else if (index >= 0)
            {
                Headers[index] = new(name, value);
            }
            else
            {
                Headers.Add(new(name, value));
            }
        }
    }

    public RequestDraft WithStandardHeaders(DateTimeOffset? now = null)
    {
        DateTimeOffset time = now ?? TimeProvider.System.GetUtcNow();
        this["x-source-node-id"] = TestNode.CallerId;
        this["x-target-node-id"] = TestNode.HolderId;
        this["x-timestamp"] = time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        this["x-nonce"] = RandomNumberGenerator.GetHexString(32, lowercase: true);
        this["x-trace-id"] = "trace-" + RandomNumberGenerator.GetHexString(8, lowercase: true);
        return this;
    }

    /// <summary>Signs what stands here now, in place of an earlier signature.</summary>
    public RequestDraft Sign(ISigningKey? key = null)
    {
        key ??= TestKeys.CallerKey;
        byte[] signature = key.SignAsync(StringToSign(key.PublicKey.Algorithm.Id), CancellationToken.None).AsTask().GetAwaiter().GetResult();
        Signature = signature;
        return this;
    }

    /// <summary>The string to sign of the profile interconn-sign/v1.</summary>
    public byte[] StringToSign(string algorithm)
    {
        Func<byte[], string> hash = algorithm == SignatureAlgorithmIds.Sm3Sm2
            ? static data => Convert.ToHexStringLower(Sm3.Hash(data))
            : static data => Convert.ToHexStringLower(SHA256.HashData(data));
        string[] tokenLines = [.. Headers.Where(header => header.Key == "x-mprac-token-set").Select(header => header.Value)];
        string tokenDigest = tokenLines.Length == 0
            ? ""
            : hash(Encoding.ASCII.GetBytes(string.Join(',', string.Join(',', tokenLines).Split(',').Select(part => part.Trim(' ', '\t')))));
        string[] lines =
        [
            "INTERCONN-SIGN-V1",
            algorithm,
            Method,
            Target[PathBase.Length..],
            this["x-source-node-id"] ?? "",
            this["x-target-node-id"] ?? "",
            this["x-timestamp"] ?? "",
            this["x-nonce"] ?? "",
            this["x-trace-id"] ?? "",
            this["x-csrf-protection"] ?? "",
            tokenDigest,
            hash(Body),
        ];
        return Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n");
    }

    public RequestDraft Clone()
    {
        var clone = new RequestDraft { Method = Method, Target = Target, PathBase = PathBase, Body = [.. Body] };
        clone.Headers.AddRange(Headers);
        return clone;
    }

    /// <summary>The bytes of the request over HTTP/1.1, with Host and, where there is a body, Content-Length, unless they stand here already.</summary>
    public byte[] ToWire()
    {
        var text = new StringBuilder();
        text.Append(Method).Append(' ').Append(Target).Append(" HTTP/1.1\r\n");
        if (this["Host"] is null)
        {
            text.Append("Host: node.test\r\n");
        }

        foreach (KeyValuePair<string, string> header in Headers)
        {
            text.Append(header.Key).Append(": ").Append(header.Value).Append("\r\n");
        }

        bool announcesLength = this["Content-Length"] is not null || this["Transfer-Encoding"] is not null;
        if (!announcesLength && (Body.Length > 0 || Method == "POST"))
        {
            text.Append(CultureInfo.InvariantCulture, $"Content-Length: {Body.Length}\r\n");
        }

        text.Append("\r\n");
        return [.. Encoding.UTF8.GetBytes(text.ToString()), .. Body];
    }
}
