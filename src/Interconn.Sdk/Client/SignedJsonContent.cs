using System.Net;
using System.Net.Http.Headers;
using System.Net.Mime;

namespace Interconn.Sdk.Client;

/// <summary>JSON that was serialised once: the bytes that are signed are the bytes that are sent, with their length.</summary>
internal sealed class SignedJsonContent : HttpContent
{
    private static readonly MediaTypeHeaderValue Json = new(MediaTypeNames.Application.Json);

    public SignedJsonContent(ReadOnlyMemory<byte> bytes)
    {
        Bytes = bytes;
        Headers.ContentType = Json;
    }

    public ReadOnlyMemory<byte> Bytes { get; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        stream.WriteAsync(Bytes).AsTask();

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        stream.WriteAsync(Bytes, cancellationToken).AsTask();

    protected override bool TryComputeLength(out long length)
    {
        length = Bytes.Length;
        return true;
    }
}
