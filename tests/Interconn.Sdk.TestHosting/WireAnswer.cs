using System.Text.Json;

namespace Interconn.Sdk.TestHosting;

/// <summary>An answer as it came over the socket. Status 0 means that the connection ended without one.</summary>
public sealed record WireAnswer(int Status, IReadOnlyList<KeyValuePair<string, string>> Headers, string Body)
{
    /// <summary>The envelope's code, or null where the answer is no envelope.</summary>
    public int? Code => Envelope?.GetProperty("code").GetInt32();

    /// <summary>The envelope's text.</summary>
    public string? Msg => Envelope?.GetProperty("msg").GetString();

    /// <summary>The envelope, or null where the answer is none.</summary>
    public JsonElement? Envelope
    {
        get
        {
            if (!Body.StartsWith('{'))
            {
                return null;
            }

            JsonElement root = JsonElement.Parse(Body);
            return root.TryGetProperty("code", out _) && root.TryGetProperty("data", out _) ? root : null;
        }
    }

    public string? Header(string name) => Headers.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>Status and code side by side, for one assertion: <c>401/40101</c>, <c>400/none</c>.</summary>
    public string Verdict => $"{Status}/{Code?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none"}";
}
