using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Interconn.Sdk.TestHosting;

namespace Interconn.Sdk.Benchmarks.Calls.Clients;

/// <summary>A call as bytes. One that is to be served gets another nonce each time; nothing else of it changes.</summary>
internal sealed class RawCall : ICaller
{
    private const string Nonce = "00000000000000000000000000000000";

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
        nonceAt = bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Nonce));
    }

    /// <summary>The bare call, with or without the headers of the protocol: a part of what they cost is the server's.</summary>
    public static RawCall Bare(RawConnection connection, bool headers) =>
        new(connection, Bytes(Exchange.BarePath, headers ? Headers(TimeProvider.System.GetUtcNow()) : []), 200);

    /// <summary>A call of the protocol, whole or with one header changed.</summary>
    public static RawCall Interconn(RawConnection connection, int dueStatus, string? header = null, string? value = null)
    {
        Dictionary<string, string> headers = Headers(TimeProvider.System.GetUtcNow());
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

    private static Dictionary<string, string> Headers(DateTimeOffset now) => new()
    {
        ["x-source-node-id"] = BenchmarkPartner.WithoutCrypto.NodeId,
        ["x-target-node-id"] = TestNode.HolderId,
        ["x-timestamp"] = now.ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["x-nonce"] = Nonce,
        ["x-trace-id"] = "0123456789abcdef0123456789abcdef",
        ["x-csrf-protection"] = "fedcba9876543210fedcba9876543210",
        ["x-auth-sign"] = Convert.ToBase64String(NoCryptoAlgorithm.Signature),
    };

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
