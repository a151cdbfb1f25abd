using System.Net;

namespace NodeHost;

/// <summary>Where the node can be reached, by what its server was told to listen on.</summary>
internal static class HostAddress
{
    /// <summary>The first address; this machine's own where it is all of them. Null where there is none, or its port is not chosen yet.</summary>
    public static Uri? Of(string? urls)
    {
        if (!Uri.TryCreate(urls?.Split(';')[0].Replace("//+", "//0.0.0.0", StringComparison.Ordinal).Replace("//*", "//0.0.0.0", StringComparison.Ordinal), UriKind.Absolute, out Uri? first)
            || first.Port == 0)
        {
            return null;
        }

        bool isAny = IPAddress.TryParse(first.Host.Trim('[', ']'), out IPAddress? ip) && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any));
        return isAny ? new UriBuilder(first) { Host = IPAddress.Loopback.ToString() }.Uri : first;
    }
}
