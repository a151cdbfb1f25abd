using System.Globalization;

namespace Interconn.Sdk.GxbDes.Accounts;

/// <summary>The text that the signature of a binding is of (3.1.1).</summary>
internal static class BindingText
{
    private const char Separator = '|';

    /// <summary>Makes the text.</summary>
    /// <exception cref="ArgumentException">A part is empty or holds the separator: another binding would have the same text.</exception>
    public static string Of(string accountId, long merchantId, string serviceUrl, long timestamp)
    {
        Check(accountId, nameof(accountId));
        Check(serviceUrl, nameof(serviceUrl));
        return string.Create(CultureInfo.InvariantCulture, $"{accountId}{Separator}{merchantId}{Separator}{serviceUrl}{Separator}{timestamp}");
    }

    private static void Check(string part, string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(part, name);
        if (part.Contains(Separator, StringComparison.Ordinal))
        {
            throw new ArgumentException($"{name} must not hold '{Separator}', which parts the text that is signed.", name);
        }
    }
}
