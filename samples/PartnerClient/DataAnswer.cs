using System.Text.Json;
using Interconn.Sdk.Protocol;

namespace PartnerClient;

/// <summary>The answer of a partner's own route: its text, or the envelope in which its guard refuses.</summary>
internal static class DataAnswer
{
    /// <exception cref="InterconnException">The partner refused.</exception>
    public static async Task<string> ReadAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        string text = await answer.Content.ReadAsStringAsync(cancellationToken);
        if (answer.IsSuccessStatusCode)
        {
            return text;
        }

        try
        {
            using JsonDocument envelope = JsonDocument.Parse(text);
            int code = envelope.RootElement.GetProperty("code").GetInt32();
            throw new InterconnException(code)
            {
                Msg = envelope.RootElement.GetProperty("msg").GetString(),
                TraceId = answer.RequestMessage!.Headers.TryGetValues(InterconnHeaders.TraceId, out IEnumerable<string>? values) ? values.First() : null,
            };
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InterconnException(InterconnCodes.Unavailable, $"HTTP {(int)answer.StatusCode}, without an answer of the protocol.", exception);
        }
    }
}
