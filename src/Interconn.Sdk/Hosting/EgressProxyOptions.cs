namespace Interconn.Sdk.Hosting;

/// <summary>
/// The proxy that calls to partners leave through. It is asked for a tunnel (<c>CONNECT</c>), in which TLS goes to the partner itself: it sees where calls go and
/// nothing of them. Where an address is the partner's own word, the node looks the name up itself, holds it against <see cref="InterconnOptions.OfferedAddresses"/>,
/// and asks for the IP address; elsewhere the proxy is given the name.
/// </summary>
public sealed class EgressProxyOptions
{
    /// <summary>Scheme, host and port: <c>http</c>, or <c>https</c> where the proxy itself speaks TLS.</summary>
    public Uri? Address { get; set; }

    /// <summary>The user name for Basic authentication, without a colon; null for a proxy that asks for none. Over <c>http</c> it crosses the network readable.</summary>
    public string? UserName { get; set; }

    /// <summary>The password, or null. Keep it in a secret store.</summary>
    public string? Password { get; set; }
}
