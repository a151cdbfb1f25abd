namespace Interconn.Sdk.Transport;

/// <summary>What an address that is called must be, wherever it comes from: configuration, the directory, or a call.</summary>
internal static class AddressForm
{
    /// <summary>Whether it is absolute, and http or https.</summary>
    public static bool IsHttp(Uri address) => address is { IsAbsoluteUri: true, Scheme: "http" or "https" };

    /// <summary>Whether it is unencrypted. Only for an address that <see cref="IsHttp"/>.</summary>
    public static bool IsPlain(Uri address) => address.Scheme == Uri.UriSchemeHttp;

    /// <summary>Whether everybody on the line could read along. Only for an address that <see cref="IsHttp"/>.</summary>
    public static bool IsPlainBeyondLoopback(Uri address) => IsPlain(address) && !address.IsLoopback;

    /// <summary>The path of an address without the closing slash; empty where there is none.</summary>
    public static string PathBaseOf(Uri? address) => address?.AbsolutePath is { Length: > 1 } path ? path.TrimEnd('/') : "";

    /// <summary>The address without the closing slash, ready for a path.</summary>
    public static string Base(Uri address) => address.GetLeftPart(UriPartial.Authority) + PathBaseOf(address);

    /// <summary>Whether a request goes to an address, path base included, and nowhere else.</summary>
    public static bool IsWithin(Uri target, Uri address)
    {
        if (!target.IsAbsoluteUri
            || target.Port != address.Port
            || !string.Equals(target.Scheme, address.Scheme, StringComparison.Ordinal)
            || !string.Equals(target.Host, address.Host, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        string pathBase = PathBaseOf(address);
        string path = target.AbsolutePath;
        return path.StartsWith(pathBase, StringComparison.Ordinal) && path.Length > pathBase.Length && path[pathBase.Length] == '/';
    }
}
