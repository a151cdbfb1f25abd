using System.Net;
using System.Net.Sockets;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Partners;

namespace Interconn.Sdk.Client;

/// <summary>
/// Connects to partners. To addresses that are a partner's own word: looks the host up itself, and connects to none but those of its addresses that the host's
/// rules allow (<see cref="OfferedAddressOptions"/>). What was looked up is what is connected to, with an egress proxy too, so that a name that answers
/// differently the second time gains nothing.
/// </summary>
/// <remarks>
/// A pool of connections is one per scheme, host and port, whoever asks; and what one call opens, another may take. A partner that offers the name of a host
/// which the operator wrote down for somebody else must not be let in by that one's connections. So the calls that are checked have a client of their own, with
/// handlers and pool of their own, made by the same recipe; the others connect as the framework does, and pay nothing, unless there is an egress proxy.
/// </remarks>
internal sealed class PartnerConnections(AddressPolicy policy, IHostResolver resolver, LocalNode node, TimeProvider timeProvider)
{
    // Of a name with many addresses behind a proxy, which each cost a connection to find out about.
    private const int MaxTunnelAttempts = 4;

    private readonly ProxyTunnel? tunnel =
        node.Options.EgressProxy is EgressProxyOptions proxy ? new ProxyTunnel(proxy, node.Options.CallTimeout, timeProvider) : null;

    /// <summary>Makes the connections of a primary handler go through the egress proxy where there is one, and checks them where that is asked for.</summary>
    /// <exception cref="InvalidOperationException">The handler is one whose connections cannot be had in hand.</exception>
    public void Guard(HttpMessageHandler primary, bool isChecked)
    {
        if (!isChecked && tunnel is null)
        {
            return;
        }

        if (PrimaryHandler.Innermost(primary) is not SocketsHttpHandler sockets)
        {
            throw new InvalidOperationException(isChecked
                ? $"A partner's address is its own word (3.1, 3.4), and connections of {PrimaryHandler.Innermost(primary).GetType().Name} cannot be held against "
                    + "OfferedAddresses. Let InterconnBuilder.HttpClient have a SocketsHttpHandler as primary handler, or list the partner's address under "
                    + "Interconn:Partners."
                : $"There is an EgressProxy, and {PrimaryHandler.Innermost(primary).GetType().Name} does not connect through it. Let InterconnBuilder.HttpClient have a "
                    + "SocketsHttpHandler as primary handler, or take EgressProxy out and have the handler go through the proxy.");
        }

        // One that connects by a callback of its own, or through a proxy, connects where the host has it connect, and the check is the host's too.
        if (sockets.ConnectCallback is not null || (sockets.UseProxy && sockets.Proxy is not null))
        {
            if (tunnel is not null)
            {
                throw new InvalidOperationException(
                    "There is an EgressProxy, and the primary handler of InterconnBuilder.HttpClient has a Proxy or ConnectCallback of its own. Keep one of them.");
            }

            return;
        }

        try
        {
            // A proxy that only the environment names would look the host up itself.
            sockets.UseProxy = false;
            sockets.ConnectCallback = isChecked ? ConnectCheckedAsync : ConnectByTunnelAsync;
        }
        catch (InvalidOperationException exception)
        {
            throw new InvalidOperationException(
                "The primary handler of InterconnBuilder.HttpClient is in use already, so its connections cannot be held against OfferedAddresses any more. "
                + "Return a new handler each time.",
                exception);
        }
    }

    // The host wrote the address down itself: whoever looks it up, it is what the host meant.
    private async ValueTask<Stream> ConnectByTunnelAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        DnsEndPoint target = context.DnsEndPoint;
        string authority = IPAddress.TryParse(target.Host, out IPAddress? literal) ? Authority(literal, target.Port) : $"{target.Host}:{target.Port}";
        return await tunnel!.OpenAsync(authority, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<Stream> ConnectCheckedAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        string host = context.DnsEndPoint.Host;
        IPAddress[] found = IPAddress.TryParse(host, out IPAddress? literal)
            ? [literal]
            : await resolver.ResolveAsync(host, cancellationToken).ConfigureAwait(false);
        IPAddress[] allowed = [.. found.Where(policy.Allows)];
        if (allowed.Length == 0)
        {
            throw new HttpRequestException(
                HttpRequestError.ConnectionError,
                $"the partner's own address is not allowed: {host} is at {(found.Length == 0 ? "none" : found[0])} (OfferedAddresses.PrivateNetworks)");
        }

        return tunnel is null
            ? await ConnectToAsync(allowed, context.DnsEndPoint.Port, cancellationToken).ConfigureAwait(false)
            : await OpenToAsync(tunnel, allowed, context.DnsEndPoint.Port, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<Stream> ConnectToAsync(IPAddress[] allowed, int port, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task<Stream> OpenToAsync(ProxyTunnel tunnel, IPAddress[] allowed, int port, CancellationToken cancellationToken)
    {
        IPAddress[] attempts = [.. allowed.Take(MaxTunnelAttempts)];
        for (int i = 0; ; i++)
        {
            try
            {
                return await tunnel.OpenAsync(Authority(attempts[i], port), cancellationToken).ConfigureAwait(false);
            }
            catch (HttpRequestException exception) when (
                exception.StatusCode is HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout && i + 1 < attempts.Length)
            {
                // This one the proxy does not reach. It may reach the next, of another family or another site.
            }
        }
    }

    // From the bytes: the text of some addresses carries the name of an interface of this machine.
    private static string Authority(IPAddress address, int port) =>
        new IPEndPoint(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : new IPAddress(address.GetAddressBytes()), port).ToString();
}
