using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using Interconn.Sdk.Hosting;

namespace Interconn.Sdk.Partners;

/// <summary>
/// Whether an address that a partner offers may be kept, and whether what it resolves to may be connected to
/// (<see cref="OfferedAddressOptions"/>).
/// </summary>
internal sealed class AddressPolicy
{
    private const int FirstUnprivilegedPort = 1024;
    private const int DefaultFurtherPort = 8443;
    private const int AnyUnprivilegedPort = 0;

    // What a resolver of the host's own network answers, and no other.
    private static readonly string[] InternalSuffixes =
        [".localhost", ".local", ".internal", ".intranet", ".lan", ".home", ".corp", ".private", ".home.arpa"];

    // Everything that is not a public host: RFC 6890 and its registries.
    private static readonly IPNetwork[] ClosedNetworks =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "::/128", "::1/128", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16",
            "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        }.Select(IPNetwork.Parse),
    ];

    private readonly bool allowPlainHttp;
    private readonly IPNetwork[] privateNetworks;
    private readonly FrozenSet<int> ports;

    public AddressPolicy(InterconnOptions options)
    {
        allowPlainHttp = options.AllowPlainHttp;
        privateNetworks = [.. options.OfferedAddresses.PrivateNetworks.Select(IPNetwork.Parse)];
        ports = options.OfferedAddresses.Ports.Count > 0 ? options.OfferedAddresses.Ports.ToFrozenSet() : new[] { DefaultFurtherPort }.ToFrozenSet();
    }

    /// <summary>Reads an address that a partner offers. Where it is refused, says why, for the host's log.</summary>
    public bool TryRead(string text, [NotNullWhen(true)] out Uri? address, [NotNullWhen(false)] out string? refusal)
    {
        refusal = Uri.TryCreate(text, UriKind.Absolute, out address) ? Check(address, text) : "it is not an absolute address";
        if (refusal is not null)
        {
            address = null;
        }

        return address is not null;
    }

    /// <summary>Whether a connection may be made to what a partner's address resolved to.</summary>
    public bool Allows(IPAddress address)
    {
        IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return privateNetworks.Any(network => network.Contains(plain)) || !ClosedNetworks.Any(network => network.Contains(plain));
    }

    private string? Check(Uri address, string text)
    {
        if (!AddressForm.IsHttp(address))
        {
            return "it is neither https nor http";
        }

        if (address.Scheme == Uri.UriSchemeHttp && !allowPlainHttp && !(address.IsLoopback && Allows(IPAddress.Loopback)))
        {
            return "it is plain http (AllowPlainHttp)";
        }

        if (address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0 || text.AsSpan().ContainsAny("@?#\\"))
        {
            return "it carries user information, a query, a fragment or a backslash";
        }

        if (!IsAllowedPort(address))
        {
            return $"port {address.Port} is not allowed (OfferedAddresses.Ports)";
        }

        return CheckHost(address, text);
    }

    private string? CheckHost(Uri address, string text)
    {
        string host = address.IdnHost.TrimEnd('.');
        if (IPAddress.TryParse(host, out IPAddress? ip))
        {
            // The type reads 0x7f.1, 017700000001 and 2130706433 as addresses too. Nobody who means well writes them.
            return !text.Contains(host, StringComparison.OrdinalIgnoreCase) && ip.AddressFamily == AddressFamily.InterNetwork
                ? "its host is a number in disguise"
                : Allows(ip) ? null : $"{ip} is no public address (OfferedAddresses.PrivateNetworks)";
        }

        bool isInternal = !host.Contains('.', StringComparison.Ordinal)
            || InternalSuffixes.Any(suffix => host.EndsWith(suffix, StringComparison.OrdinalIgnoreCase));
        return isInternal && !(address.IsLoopback && Allows(IPAddress.Loopback)) && privateNetworks.Length == 0
            ? "its host is a name of an internal network (OfferedAddresses.PrivateNetworks)"
            : null;
    }

    private bool IsAllowedPort(Uri address) =>
        address.IsDefaultPort
        || ports.Contains(address.Port)
        || (ports.Contains(AnyUnprivilegedPort) && address.Port >= FirstUnprivilegedPort);
}
