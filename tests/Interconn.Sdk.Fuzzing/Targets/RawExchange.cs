using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Interconn.Sdk.Fuzzing.Targets;

/// <summary>Sends bytes and reads what comes: an answer, or the end of the connection.</summary>
internal static class RawExchange
{
    // A request that wants more than was sent is waited for by the server: after this long it is told that nothing more will come.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);

    /// <summary>The answer; status 0 where the connection ended without one.</summary>
    public static async Task<WireAnswer> SendAsync(Uri address, byte[] request, CancellationToken cancellationToken)
    {
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(address.Host, address.Port, cancellationToken);
        NetworkStream stream = tcp.GetStream();
        Task writing = stream.WriteAsync(request, cancellationToken).AsTask();
        var received = new MemoryStream();
        byte[] buffer = new byte[8192];
        bool ended = false;
        try
        {
            WireAnswer? answer;
            while ((answer = Parse(received.ToArray(), isAll: false)) is null)
            {
                Task<int> reading = stream.ReadAsync(buffer, cancellationToken).AsTask();
                if (!ended && await Task.WhenAny(reading, Task.Delay(Patience, TimeProvider.System, cancellationToken)) != reading)
                {
                    ended = true;
                    tcp.Client.Shutdown(SocketShutdown.Send);
                }

                int read = await reading;
                if (read == 0)
                {
                    break;
                }

                received.Write(buffer, 0, read);
            }

            await writing;
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            // Closed over bytes that nobody read.
        }

        return Parse(received.ToArray(), isAll: true)!;
    }

    private static WireAnswer? Parse(byte[] bytes, bool isAll)
    {
        int end = bytes.AsSpan().IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return isAll ? new WireAnswer(0, [], Encoding.Latin1.GetString(bytes)) : null;
        }

        string[] lines = Encoding.Latin1.GetString(bytes, 0, end).Split("\r\n");
        int status = int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture);
        byte[] body = bytes[(end + 4)..];
        if (status < 200)
        {
            return Parse(body, isAll);
        }

        KeyValuePair<string, string>[] headers = [.. lines[1..].Select(line => line.Split(": ", 2)).Select(pair => KeyValuePair.Create(pair[0], pair[^1]))];
        var answer = new WireAnswer(status, headers, Encoding.UTF8.GetString(body));
        bool isWhole = int.TryParse(answer.Header("Content-Length"), CultureInfo.InvariantCulture, out int length) && body.Length >= length;
        return isWhole ? answer with { Body = Encoding.UTF8.GetString(body, 0, length) } : isAll ? answer : null;
    }
}
