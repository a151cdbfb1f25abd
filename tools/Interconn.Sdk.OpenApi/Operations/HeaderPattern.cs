using System.Text;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.OpenApi.Operations;

/// <summary>The form of a header's value as a regular expression. Which characters it may have is asked of <see cref="HeaderForms"/>, one by one.</summary>
internal static class HeaderPattern
{
    public static string Of(Predicate<string> hasForm, int min, int max)
    {
        string allowed = string.Concat(Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (char)c).Where(c => hasForm(new string(c, min))));
        return $"^[{Ranges(allowed)}]{{{min},{max}}}$";
    }

    public static string OfDigits(int count) => $"^[1-9][0-9]{{{count - 1}}}$";

    // "-0123456789_" → "0-9_-": a hyphen that is no range stands last.
    private static string Ranges(string characters)
    {
        var text = new StringBuilder();
        for (int first = 0; first < characters.Length;)
        {
            int last = first;
            while (last + 1 < characters.Length && char.IsAsciiLetterOrDigit(characters[last + 1]) && characters[last + 1] == characters[last] + 1)
            {
                last++;
            }

            text.Append(last == first ? $"{characters[first]}" : $"{characters[first]}-{characters[last]}");
            first = last + 1;
        }

        return characters.StartsWith('-') ? text.Remove(0, 1).Append('-').ToString() : text.ToString();
    }
}
