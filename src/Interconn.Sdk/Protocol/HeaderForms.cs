using System.Buffers;

namespace Interconn.Sdk.Protocol;

/// <summary>
/// The forms of the header values, checked before a header is written and before one is believed. Servers let bytes beyond ASCII
/// through and clients let a line break through, so neither is relied upon.
/// </summary>
internal static class HeaderForms
{
    public const int MaxIdLength = 128;
    public const int MaxCsrfLength = 128;
    public const int MinNonceLength = 16;
    public const int MaxNonceLength = 64;
    public const int MaxSignatureLength = 1024;
    public const int MillisecondDigits = 13;
    public const int SecondDigits = 10;

    private static readonly SearchValues<char> IdCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:-");

    private static readonly SearchValues<char> NonceCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    /// <summary>A node id or a trace id.</summary>
    public static bool IsId(ReadOnlySpan<char> value) => HasForm(value, 1, MaxIdLength, IdCharacters);

    public static bool IsNonce(ReadOnlySpan<char> value) => HasForm(value, MinNonceLength, MaxNonceLength, NonceCharacters);

    public static bool IsCsrf(ReadOnlySpan<char> value) => HasForm(value, 1, MaxCsrfLength, NonceCharacters);

    public static bool IsTimestamp(ReadOnlySpan<char> value, int digits) =>
        value.Length == digits && value[0] != '0' && !value.ContainsAnyExceptInRange('0', '9');

    private static bool HasForm(ReadOnlySpan<char> value, int min, int max, SearchValues<char> characters) =>
        value.Length >= min && value.Length <= max && !value.ContainsAnyExcept(characters);
}
