using System.Globalization;

namespace Interconn.Sdk.Transport;

/// <summary>Makes text that the other side chose fit for exceptions and logs: short, on one line, and read in the order in which it is written.</summary>
internal static class ForeignText
{
    public const int MaxLength = 256;

    // The framework's own messages name generic types and are longer than what is quoted.
    private const int MaxCauseLength = 1024;

    public static string Clean(string text)
    {
        int length = Math.Min(text.Length, MaxLength);
        if (length < text.Length && char.IsHighSurrogate(text[length - 1]))
        {
            length--;
        }

        return string.Create(length, text, static (span, source) =>
        {
            for (int i = 0; i < span.Length; i++)
            {
                span[i] = IsUnfit(source[i]) ? ' ' : source[i];
            }
        });
    }

    /// <summary>
    /// The cause of an exception, or null where its text, or that of one behind it, is what the other side chose: a logger writes causes out whole, and the
    /// framework quotes status lines and names of members as they came.
    /// </summary>
    public static Exception? FitCause(Exception? cause, Func<string, bool>? isFurtherFit = null)
    {
        for (Exception? inner = cause; inner is not null; inner = inner.InnerException)
        {
            string text = inner.Message;
            if (text.Length > MaxCauseLength || text.Any(IsUnfit) || isFurtherFit?.Invoke(text) == false)
            {
                return null;
            }
        }

        return cause;
    }

    /// <summary>Whether a character forges logs: ends a line, turns the direction of reading, colours a terminal, or is not seen at all.</summary>
    public static bool IsUnfit(char c) => char.GetUnicodeCategory(c) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
