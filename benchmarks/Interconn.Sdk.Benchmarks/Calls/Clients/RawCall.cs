using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Interconn.Sdk.Benchmarks.Calls.Clients;

/// <summary>A call as bytes. One that is to be served gets another nonce each time; nothing else of it changes.</summary>
internal sealed class RawCall : ICaller
{
    private readonly RawConnection connection;
    private readonly byte[] bytes;
    private readonly int nonceAt;
    private readonly int dueStatus;
    private long number;

    private RawCall(RawConnection connection, byte[] bytes, int dueStatus)
    {
        this.connection = connection;
        this.bytes = bytes;
        this.dueStatus = dueStatus;
        nonceAt = bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(ProtocolHeaders.Nonce));
    }

    /// <summary>The bare call, with or without the headers of the protocol: a part of what they cost is the server's.</summary>
    public static RawCall Bare(RawConnection connection, bool headers) =>
        new(connection, Bytes(Exchange.BarePath, headers ? ProtocolHeaders.Sample : []), 200);

    /// <summary>A call of the protocol, whole or with one header changed.</summary>
    public static RawCall Interconn(RawConnection connection, int dueStatus, string? header = null, string? value = null)
    {
        Dictionary<string, string> headers = ProtocolHeaders.Now();
        if (header is not null)
        {
            headers[header] = value!;
        }

        return new RawCall(connection, Bytes(Exchange.Path, headers), dueStatus);
    }

    public Task CallAsync()
    {
        if (nonceAt >= 0)
        {
            Utf8Formatter.TryFormat(++number, bytes.AsSpan(nonceAt), out _, new System.Buffers.StandardFormat('D', 20));
        }

        int status = connection.Exchange(bytes);
        return status == dueStatus
            ? Task.CompletedTask
            : throw new InvalidOperationException($"A call was answered {status} where {dueStatus} is due.");
    }

    public ValueTask DisposeAsync()
    {
        connection.Dispose();
        return ValueTask.CompletedTask;
    }

    private static byte[] Bytes(string path, Dictionary<string, string> headers)
    {
        string body = JsonSerializer.Serialize(Exchange.BareApplication, BareJsonContext.Default.BareApplication);
        var text = new StringBuilder($"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n");
        foreach ((string name, string value) in headers)
        {
            text.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        return Encoding.ASCII.GetBytes(text.Append("\r\n").Append(body).ToString());
    }
}
