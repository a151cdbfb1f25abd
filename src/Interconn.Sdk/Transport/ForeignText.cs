using System.Globalization;

namespace Interconn.Sdk.Transport;

/// <summary>Makes text that the other side chose fit for exceptions and logs: short, on one line, and read in the order in which it is written.</summary>
internal static class ForeignText
{
    public const int MaxLength = 256;

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

    private static bool IsUnfit(char c) => char.GetUnicodeCategory(c) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
