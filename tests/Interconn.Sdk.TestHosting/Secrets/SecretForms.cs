using System.Text.RegularExpressions;

namespace Interconn.Sdk.TestHosting.Secrets;

/// <summary>
/// The forms by which a secret is known wherever it came from: the tests make keys, tokens and signatures by the thousand, and nobody could list them.
/// </summary>
internal static class SecretForms
{
    private const int MinDistinctLetters = 32;

    // 256 bytes and more in one piece.
    private static readonly Regex RsaSignature = Form("[A-Za-z0-9+/]{340,}");

    private static readonly (string Name, Regex Form)[] Forms =
    [
        // A compact JWS: a permit's token, a key of a neighbour's interface.
        ("a token", Form(@"eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}")),
        ("a private key in PEM", Form("PRIVATE KEY-----")),

        // PKCS#8 of P-256, and of RSA from 1,024 to 16,384 bits, as base64 begins them: version, algorithm.
        ("a private key in base64", Form("(MIGHAgEAMBMGByqGSM49AgEG|MI[IJ][A-Za-z0-9+/]{3}IBADANBgkqhkiG9w0BAQEFAAS)")),

        // Public keys and certificates are what partners prove themselves with: no secret of ours, and nobody's business in a log.
        ("a credential", Form("(-----BEGIN (PUBLIC KEY|CERTIFICATE)|MFkwEwYHKoZIzj0CAQYI|MII[A-Za-z0-9+/]{4}ANBgkqhkiG9w0BAQ)")),
        ("a signature of ECDSA", Form("(^|[^A-Za-z0-9+/])ME[QUY][A-Za-z0-9+/]{88,94}={0,2}($|[^A-Za-z0-9+/=])")),

        ("a string to sign", Form("INTERCONN-SIGN-V1")),
        ("the member of a body that holds a secret", Form("\"(auth_credential|token|client_secret|access_token|private_key)\\\\?\"\\s*:\\s*\\\\?\"[^\"\\\\]{8,}")),
    ];

    /// <summary>The name of the first form that occurs in a text, or null where none does.</summary>
    public static string? FirstIn(string text)
    {
        foreach ((string name, Regex form) in Forms)
        {
            if (form.IsMatch(text))
            {
                return name;
            }
        }

        return RsaSignature.EnumerateMatches(text) is var runs && HasRandomRun(runs, text) ? "a signature of RSA" : null;
    }

    // A long run of one letter is none.
    private static bool HasRandomRun(Regex.ValueMatchEnumerator runs, string text)
    {
        foreach (ValueMatch run in runs)
        {
            if (text.AsSpan(run.Index, run.Length).ToArray().Distinct().Count() >= MinDistinctLetters)
            {
                return true;
            }
        }

        return false;
    }

    // The engine that does not backtrack keeps what it learned of texts, by the megabyte: fuzzing would take that for a leak of what is fuzzed. No form here backtracks
    // beyond the run of letters that it is in.
    private static Regex Form(string pattern) => new(pattern, RegexOptions.CultureInvariant);
}
