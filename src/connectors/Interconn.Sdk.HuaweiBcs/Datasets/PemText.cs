namespace Interconn.Sdk.HuaweiBcs.Datasets;

/// <summary>PEM as the data share wants it in JSON.</summary>
internal static class PemText
{
    private const string EscapedBreak = "\\n";

    /// <summary>The text with the line breaks asked for, whichever it came with.</summary>
    public static string With(PemLineBreaks lineBreaks, string pem)
    {
        string real = pem.Trim().ReplaceLineEndings("\n").Replace(EscapedBreak, "\n", StringComparison.Ordinal);
        return lineBreaks == PemLineBreaks.Escaped ? real.Replace("\n", EscapedBreak, StringComparison.Ordinal) : real;
    }

    /// <summary>Whether the text is a certificate, and holds no private key besides.</summary>
    public static bool IsCertificate(string pem) =>
        pem.Contains("-----BEGIN CERTIFICATE-----", StringComparison.Ordinal) && !IsPrivateKey(pem);

    /// <summary>Whether the text holds a private key.</summary>
    public static bool IsPrivateKey(string pem) => pem.Contains("PRIVATE KEY-----", StringComparison.Ordinal);

    /// <summary>The lines between the first and the last: what must not come back in an exception, in whatever form it is quoted.</summary>
    public static IReadOnlyList<string> SecretLines(string pem) =>
    [
        .. With(PemLineBreaks.Real, pem).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(static line => line.Length > 0 && !line.StartsWith("-----", StringComparison.Ordinal)),
    ];
}
