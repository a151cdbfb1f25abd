using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Interconn.Sdk.JkstackDpa.Authorization;

namespace Interconn.Sdk.Emulators.JkstackDpa;

/// <summary>The applications of the platform, the codes that they were given, and the tokens: JWTs by HS256, five hours long.</summary>
internal sealed class DpaAuthority(TimeProvider timeProvider)
{
    private const int CodeLength = 48;
    private const string CodeCharacters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private const int KeyBytes = 32;
    private const int TokenSeconds = 18000;
    private const string Header = """{"alg":"HS256","typ":"JWT"}""";

    private readonly Lock gate = new();
    private readonly Dictionary<string, (string Secret, HashSet<string> Users)> apps = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string ClientId, string Scope)> codes = new(StringComparer.Ordinal);
    private byte[] key = RandomNumberGenerator.GetBytes(KeyBytes);

    public void AddApp(string clientId, string clientSecret, IEnumerable<string> userIds)
    {
        lock (gate)
        {
            apps[clientId] = (clientSecret, new HashSet<string>(userIds, StringComparer.Ordinal));
        }
    }

    /// <summary>A code for one token; null where the application is not known.</summary>
    public string? NewCode(string clientId, string scope)
    {
        lock (gate)
        {
            if (!apps.ContainsKey(clientId))
            {
                return null;
            }

            string code = RandomNumberGenerator.GetString(CodeCharacters, CodeLength);
            codes.Add(code, (clientId, scope));
            return code;
        }
    }

    /// <summary>A token for a code, which is used up by it; or why there is none.</summary>
    public (string? Token, DpaRefusal? Refusal) Redeem(TokenRequest request)
    {
        lock (gate)
        {
            if (!apps.TryGetValue(request.ClientId, out (string Secret, HashSet<string> Users) app)
                || !string.Equals(app.Secret, request.ClientSecret, StringComparison.Ordinal)
                || !codes.TryGetValue(request.Code, out (string ClientId, string Scope) grant)
                || !string.Equals(grant.ClientId, request.ClientId, StringComparison.Ordinal))
            {
                return (null, DpaRefusal.AuthenticationFailed);
            }

            if (request.UserId is string user && !app.Users.Contains(user))
            {
                return (null, DpaRefusal.NoSuchUser);
            }

            codes.Remove(request.Code);
            return (NewToken(request, grant.Scope), null);
        }
    }

    /// <summary>Whether a token is one of this platform's, and not over.</summary>
    public bool IsValid(string? token)
    {
        if (token?.LastIndexOf('.') is not (int dot and > 0))
        {
            return false;
        }

        byte[] expected;
        lock (gate)
        {
            expected = Encoding.ASCII.GetBytes(Sign(token[..dot]));
        }

        return CryptographicOperations.FixedTimeEquals(expected, Encoding.ASCII.GetBytes(token[(dot + 1)..]))
            && TokenExpiry.TryRead(token) is DateTimeOffset end
            && timeProvider.GetUtcNow() < end;
    }

    /// <summary>Refuses every token given so far.</summary>
    public void RevokeTokens()
    {
        lock (gate)
        {
            key = RandomNumberGenerator.GetBytes(KeyBytes);
        }
    }

    private string NewToken(TokenRequest request, string scope)
    {
        long now = timeProvider.GetUtcNow().ToUnixTimeSeconds();
        var claims = new JsonObject
        {
            ["aud"] = request.ClientId,
            ["exp"] = now + TokenSeconds,
            ["iss"] = nameof(JkstackDpaEmulator),
            ["jti"] = Guid.NewGuid().ToString("N"),
            ["orig_iat"] = now,
            ["scope"] = scope,
            ["sub"] = request.UserId,
        };
        string signed = Encode(Encoding.UTF8.GetBytes(Header)) + "." + Encode(Encoding.UTF8.GetBytes(claims.ToJsonString()));
        return signed + "." + Sign(signed);
    }

    private string Sign(string signed) => Encode(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(signed)));

    private static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
