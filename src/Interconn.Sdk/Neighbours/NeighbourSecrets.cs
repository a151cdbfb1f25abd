using System.Text.Encodings.Web;

namespace Interconn.Sdk.Neighbours;

/// <summary>Takes what a call carried, and nobody may read, out of a text in which its system may quote it.</summary>
internal static class NeighbourSecrets
{
    private const string Removed = "[removed]";

    // Shorter parts of headers are no credentials, and would be found in any text.
    private const int MinHeaderPart = 8;
    private static readonly char[] Separators = [' ', ',', ';', '='];

    /// <summary>The text without them. To be asked before a text is cut: half a secret is one too.</summary>
    public static string Remove(NeighbourCall call, string text)
    {
        // The longest first, so that nothing of it stays when a part of it is taken out.
        IEnumerable<string> forms = call.Secrets
            .Concat(call.SentHeaders.SelectMany(PartsOf))
            .SelectMany(FormsOf)
            .Where(static form => form.Length > 0)
            .Distinct(StringComparer.Ordinal)
            .OrderByDescending(static form => form.Length);
        foreach (string form in forms)
        {
            text = text.Replace(form, Removed, StringComparison.Ordinal);
        }

        return text;
    }

    // A header, and what stands in it of schemes and cookies.
    private static IEnumerable<string> PartsOf(string header) =>
        header.Split(Separators, StringSplitOptions.RemoveEmptyEntries).Prepend(header).Where(static part => part.Length >= MinHeaderPart);

    // As it stands, as an address spells it, and as JSON does, with few escapes or many: an answer that is kept as text may quote any of them.
    private static string[] FormsOf(string secret) =>
        [secret, Uri.EscapeDataString(secret), JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(secret), JavaScriptEncoder.Default.Encode(secret)];
}
