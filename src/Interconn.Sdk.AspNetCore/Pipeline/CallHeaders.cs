using System.Globalization;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Signing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Interconn.Sdk.AspNetCore.Pipeline;

/// <summary>The protocol's headers of a call, each of its form or absent.</summary>
internal sealed class CallHeaders
{
    public static readonly CallHeaders None = new();

    public string? Source { get; private init; }

    public string? Target { get; private init; }

    /// <summary>As it stands on the wire: that is what was signed.</summary>
    public string? Timestamp { get; private init; }

    public string? Nonce { get; private init; }

    public string? TraceId { get; private init; }

    public string? Csrf { get; private init; }

    /// <summary>The signature: canonical base64.</summary>
    public string? Signature { get; private init; }

    /// <summary>The token set as it stands on the wire, several lines joined: that is what was signed.</summary>
    public string? TokenSetText { get; private init; }

    public TokenSet TokenSet { get; private init; } = TokenSet.Empty;

    /// <summary>Whether the timestamp has the 10 digits of seconds, which only some partners may send.</summary>
    public bool IsTimestampInSeconds => Timestamp?.Length == HeaderForms.SecondDigits;

    /// <summary>The timestamp as a time. Only for a call that has one.</summary>
    public DateTimeOffset SignedAt
    {
        get
        {
            long value = long.Parse(Timestamp!, NumberStyles.None, CultureInfo.InvariantCulture);
            return IsTimestampInSeconds ? DateTimeOffset.FromUnixTimeSeconds(value) : DateTimeOffset.FromUnixTimeMilliseconds(value);
        }
    }

    /// <summary>Reads the headers; where one is repeated or not of its form, nothing is read and its name comes back.</summary>
    public static CallHeaders? Read(IHeaderDictionary headers, bool readsSignature, out string? illFormed)
    {
        illFormed = null;
        var read = new CallHeaders
        {
            Source = One(headers, InterconnHeaders.SourceNodeId, static v => HeaderForms.IsId(v), ref illFormed),
            Target = One(headers, InterconnHeaders.TargetNodeId, static v => HeaderForms.IsId(v), ref illFormed),
            Timestamp = One(headers, InterconnHeaders.Timestamp, static v => IsTimestamp(v), ref illFormed),
            Nonce = One(headers, InterconnHeaders.Nonce, static v => HeaderForms.IsNonce(v), ref illFormed),
            TraceId = One(headers, InterconnHeaders.TraceId, static v => HeaderForms.IsId(v), ref illFormed),
            Csrf = One(headers, InterconnHeaders.CsrfProtection, static v => HeaderForms.IsCsrf(v), ref illFormed),
            Signature = readsSignature ? One(headers, InterconnHeaders.AuthSign, static v => MessageSignature.IsCanonical(v), ref illFormed) : null,
            TokenSetText = ReadTokenSet(headers, out TokenSet set, ref illFormed),
            TokenSet = set,
        };
        return illFormed is null ? read : null;
    }

    private static bool IsTimestamp(string value) =>
        HeaderForms.IsTimestamp(value, HeaderForms.MillisecondDigits) || HeaderForms.IsTimestamp(value, HeaderForms.SecondDigits);

    private static string? One(IHeaderDictionary headers, string name, Func<string, bool> hasForm, ref string? illFormed)
    {
        if (!headers.TryGetValue(name, out StringValues values) || values.Count == 0)
        {
            return null;
        }

        string? value = values.Count == 1 ? values[0] : null;
        if (value is null || !hasForm(value))
        {
            illFormed ??= name;
            return null;
        }

        return value;
    }

    // The one header that may have several lines: they are one list.
    private static string? ReadTokenSet(IHeaderDictionary headers, out TokenSet set, ref string? illFormed)
    {
        set = TokenSet.Empty;
        if (!headers.TryGetValue(InterconnHeaders.TokenSet, out StringValues values) || values.Count == 0)
        {
            return null;
        }

        string joined = values.Count == 1 ? values[0] ?? "" : string.Join(',', values.ToArray());
        if (TokenSet.Read(joined, out set) != TokenSetForm.Valid)
        {
            illFormed ??= InterconnHeaders.TokenSet;
            return null;
        }

        return joined;
    }
}
