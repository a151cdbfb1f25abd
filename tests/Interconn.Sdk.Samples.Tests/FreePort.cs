using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Interconn.Sdk.Samples.Tests;

/// <summary>Chooses ports on loopback for processes whose address must be known before they start, or stay the same over a restart.</summary>
internal static class FreePort
{
    // Below the ports that the system gives to connections: one of those might have taken it while the process is down.
    private const int Lowest = 20_000;
    private const int Highest = 32_000;

    /// <summary>A port that nobody has at this moment.</summary>
    public static int Find()
    {
        while (true)
        {
            int port = RandomNumberGenerator.GetInt32(Lowest, Highest);
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody has it.
            }
        }
    }
}
