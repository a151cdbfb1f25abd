namespace Interconn.Sdk.Partners;

/// <summary>What the address of a node must be, wherever it comes from: configuration, the directory, or a call.</summary>
internal static class AddressForm
{
    /// <summary>Whether it is absolute, and http or https.</summary>
    public static bool IsHttp(Uri address) => address is { IsAbsoluteUri: true, Scheme: "http" or "https" };

    /// <summary>Whether everybody on the line could read along. Only for an address that <see cref="IsHttp"/>.</summary>
    public static bool IsPlainBeyondLoopback(Uri address) => address.Scheme == Uri.UriSchemeHttp && !address.IsLoopback;
}
