using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Transport;

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
    private const string SchemeEnd = "://";

    // What a resolver of the host's own network answers, and no other. What such a name, or any other, leads to is judged again when it is connected to.
    private static readonly string[] InternalSuffixes =
    [
        ".localhost", ".localdomain", ".local", ".internal", ".intranet", ".lan", ".home", ".corp", ".private", ".svc", ".home.arpa",
    ];

    // Everything that is not a public host: RFC 6890 and its registries, all of IPv6 but 2000::/3, and the agent of one cloud's hosts.
    private static readonly IPNetwork[] ClosedNetworks =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "168.63.129.16/32", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
            "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "::/3", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "4000::/2", "8000::/1",
        }.Select(IPNetwork.Parse),
    ];

    // RFC 6052: behind it stands the IPv4 address of its last four bytes. Resolvers of IPv6-only networks answer so for hosts that have no other.
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");
    private const int Ipv4Start = 12;

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
        address = null;
        refusal = CheckText(text);
        if (refusal is null)
        {
            refusal = Uri.TryCreate(text, UriKind.Absolute, out address) ? Check(address, text) : "it is not an absolute address";
        }

        if (refusal is not null)
        {
            address = null;
        }

        return address is not null;
    }

    /// <summary>Whether a connection may be made to what a partner's address resolved to.</summary>
    public bool Allows(IPAddress address)
    {
        IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4()
            : Nat64.Contains(address) ? new IPAddress(address.GetAddressBytes().AsSpan(Ipv4Start))
            : address;
        return privateNetworks.Any(network => network.Contains(plain) || network.Contains(address))
            || !ClosedNetworks.Any(network => network.Contains(plain));
    }

    // The type forgives much, and reads on where others would stop: what it would have to forgive is refused.
    private static string? CheckText(string text)
    {
        if (text.Length > FieldRules.MaxLongNameLength)
        {
            return $"it is longer than {FieldRules.MaxLongNameLength} characters";
        }

        if (text.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            return "it holds a blank, or something else than ASCII (an international name is written with xn--)";
        }

        return text.AsSpan().ContainsAny("@?#\\") ? "it carries user information, a query, a fragment or a backslash" : null;
    }

    private string? Check(Uri address, string text)
    {
        if (!AddressForm.IsHttp(address))
        {
            return "it is neither https nor http";
        }

        if (!IsNormal(address, text))
        {
            return $"it is not in its normal form, which is {address.GetLeftPart(UriPartial.Path)}";
        }

        if (address.Scheme == Uri.UriSchemeHttp && !allowPlainHttp && !(address.IsLoopback && (Allows(IPAddress.Loopback) || Allows(IPAddress.IPv6Loopback))))
        {
            return "it is plain http (AllowPlainHttp)";
        }

        return IsAllowedPort(address) ? CheckHost(address) : $"port {address.Port} is not allowed (OfferedAddresses.Ports)";
    }

    /// <summary>
    /// Whether host, port and path stand there as they are used: no number in disguise (0x7f.1, 017700000001, 2130706433), no dot segments, nothing
    /// escaped that need not be, and nothing between the host and the path that is dropped. The path base must be the one that the partner strips.
    /// </summary>
    private static bool IsNormal(Uri address, string text)
    {
        int start = text.IndexOf(SchemeEnd, StringComparison.Ordinal) + SchemeEnd.Length;
        int end = text.IndexOf('/', start) is int slash and >= 0 ? slash : text.Length;
        string authority = text[start..end];
        string path = text[end..];
        int hostEnd = authority.StartsWith('[') ? authority.IndexOf(']', StringComparison.Ordinal) + 1
            : authority.IndexOf(':', StringComparison.Ordinal) is int colon and >= 0 ? colon
            : authority.Length;

        // An IPv6 address can be written in many ways, of which none misleads: it is judged as it was read.
        bool isHostNormal = address.HostNameType == UriHostNameType.IPv6
            ? !authority.Contains('%', StringComparison.Ordinal)
            : string.Equals(authority[..hostEnd], address.Host, StringComparison.OrdinalIgnoreCase);
        string port = authority[hostEnd..];
        return isHostNormal
            && (port.Length == 0 || port == ":" + address.Port.ToString(CultureInfo.InvariantCulture))
            && (path.Length == 0 || path == address.AbsolutePath)
            && !path.Contains("//", StringComparison.Ordinal)
            && !EscapesAscii(path);
    }

    // %2F, %5C, %00: to some servers they are what they stand for, to others they are not.
    private static bool EscapesAscii(string path)
    {
        for (int at = path.IndexOf('%', StringComparison.Ordinal); at >= 0; at = path.IndexOf('%', at + 1))
        {
            if (at + 1 == path.Length || path[at + 1] < '8')
            {
                return true;
            }
        }

        return false;
    }

    private string? CheckHost(Uri address)
    {
        if (address.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6)
        {
            var ip = IPAddress.Parse(address.IdnHost);
            return Allows(ip) ? null : $"{ip} is no public address (OfferedAddresses.PrivateNetworks)";
        }

        string host = address.Host;
        int lastDot = host.LastIndexOf('.');
        string last = host[(lastDot + 1)..];
        if (address.HostNameType != UriHostNameType.Dns || last.Length == 0 || char.IsAsciiDigit(last[0]))
        {
            return "its host is neither a name nor an address";
        }

        bool isInternal = lastDot < 0 || InternalSuffixes.Any(suffix => host.EndsWith(suffix, StringComparison.OrdinalIgnoreCase));
        return isInternal && privateNetworks.Length == 0 ? "its host is a name of an internal network (OfferedAddresses.PrivateNetworks)" : null;
    }

    private bool IsAllowedPort(Uri address) =>
        address.IsDefaultPort
        || (address.Port != AnyUnprivilegedPort && ports.Contains(address.Port))
        || (ports.Contains(AnyUnprivilegedPort) && address.Port >= FirstUnprivilegedPort);
}
