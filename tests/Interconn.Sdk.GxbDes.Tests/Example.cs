using System.Text;

namespace Interconn.Sdk.GxbDes.Tests;

/// <summary>The examples of the document are printed to be read; what is sent has no white space between its tokens.</summary>
internal static class Example
{
    public static string Compact(string json)
    {
        var text = new StringBuilder(json.Length);
        bool isInString = false;
        for (int i = 0; i < json.Length; i++)
        {
            if (json[i] == '"' && (i == 0 || json[i - 1] != '\\'))
            {
                isInString = !isInString;
            }

            if (isInString || !char.IsWhiteSpace(json[i]))
            {
                text.Append(json[i]);
            }
        }

        return text.ToString();
    }
}
