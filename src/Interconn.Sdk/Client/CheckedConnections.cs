using System.Net;
using System.Net.Sockets;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Partners;

namespace Interconn.Sdk.Client;

/// <summary>
/// Connects to addresses that are a partner's own word: looks the host up itself, and connects to none but those of its addresses that the host's rules
/// allow (<see cref="OfferedAddressOptions"/>). What was looked up is what is connected to, so that a name that answers differently the second time gains
/// nothing.
/// </summary>
/// <remarks>
/// A pool of connections is one per scheme, host and port, whoever asks; and what one call opens, another may take. A partner that offers the name of a host
/// which the operator wrote down for somebody else must not be let in by that one's connections. So the calls that are checked have a client of their own, with
/// handlers and pool of their own, made by the same recipe; the others connect as the framework does, and pay nothing.
/// </remarks>
internal sealed class CheckedConnections(AddressPolicy policy, IHostResolver resolver)
{
    /// <summary>Makes the connections of a primary handler checked ones.</summary>
    /// <exception cref="InvalidOperationException">The handler is one whose connections cannot be checked.</exception>
    public void Guard(HttpMessageHandler primary)
    {
        HttpMessageHandler innermost = primary;
        while (innermost is DelegatingHandler { InnerHandler: HttpMessageHandler inner })
        {
            innermost = inner;
        }

        // One that connects by a callback of its own, or through a proxy, connects where the host has it connect, and the check is the host's too.
        if (innermost is not SocketsHttpHandler sockets)
        {
            throw new InvalidOperationException(
                $"A partner's address is its own word (3.1, 3.4), and connections of {innermost.GetType().Name} cannot be held against OfferedAddresses. Let "
                + "InterconnBuilder.HttpClient have a SocketsHttpHandler as primary handler, or list the partner's address under Interconn:Partners.");
        }

        if (sockets.ConnectCallback is not null || (sockets.UseProxy && sockets.Proxy is not null))
        {
            return;
        }

        try
        {
            // A proxy that only the environment names would look the host up itself.
            sockets.UseProxy = false;
            sockets.ConnectCallback = ConnectAsync;
        }
        catch (InvalidOperationException exception)
        {
            throw new InvalidOperationException(
                "The primary handler of InterconnBuilder.HttpClient is in use already, so its connections cannot be held against OfferedAddresses any more. "
                + "Return a new handler each time.",
                exception);
        }
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
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

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
