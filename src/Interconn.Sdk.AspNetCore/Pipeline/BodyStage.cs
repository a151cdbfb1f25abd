using System.Buffers;
using System.IO.Pipelines;
using Interconn.Sdk.Protocol;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Interconn.Sdk.AspNetCore.Pipeline;

/// <summary>Stage 5: reads the body once, bounded. What is verified, parsed and handed to the host are these bytes.</summary>
internal static class BodyStage
{
    private const int FramingShare = 16;
    private const int FramingRoom = 1024;

    public static async ValueTask<Refusal?> ReadAsync(IncomingCall call, CancellationToken cancellationToken)
    {
        HttpContext http = call.Http;
        long limit = call.Demand.MaxBody;
        long? announced = http.Request.ContentLength;
        if (http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == false)
        {
            return null;
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            // Kestrel counts the framing of chunks along. The limit is one of the body, which is counted below, so chunks of a sensible size get
            // room for theirs.
            size.MaxRequestBodySize = announced is null ? limit + (limit / FramingShare) + FramingRoom : limit;
        }

        try
        {
            PipeReader reader = http.Request.BodyReader;
            int count = 0;
            while (true)
            {
                ReadResult result = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                ReadOnlySequence<byte> piece = result.Buffer;
                Refusal? refusal = Check(call, count + piece.Length, announced, limit);
                if (refusal is null)
                {
                    // Grown with what arrives: an announcement costs its sender nothing, so it must cost this node nothing.
                    call.Append(piece);
                    count += (int)piece.Length;
                }

                reader.AdvanceTo(piece.End);
                if (refusal is not null)
                {
                    return refusal;
                }

                if (result.IsCompleted)
                {
                    return null;
                }

                if (result.IsCanceled)
                {
                    throw new OperationCanceledException("The reading of the body was cancelled.");
                }
            }
        }
        catch (Exception exception) when (IsOfTheBody(exception) && !cancellationToken.IsCancellationRequested)
        {
            return (exception as BadHttpRequestException)?.StatusCode switch
            {
                StatusCodes.Status413PayloadTooLarge => TooLarge(limit),
                StatusCodes.Status408RequestTimeout => new Refusal(InterconnCodes.BodyTimeout, "the body arrived too slowly") { Closes = true },
                _ => new Refusal(InterconnCodes.MalformedRequest, "the body is not what its headers say: " + exception.Message) { Closes = true },
            };
        }
    }

    private static Refusal? Check(IncomingCall call, long count, long? announced, long limit)
    {
        if (count > 0 && call.Demand.Endpoint is not null && HttpMethods.IsGet(call.Http.Request.Method))
        {
            // HTTP/2 need not announce a body, and may close a GET without one by an empty frame.
            return HttpForm.GetWithBody;
        }

        if (count > limit)
        {
            return TooLarge(limit);
        }

        // No server gives more than was announced, but middleware before the node may: cut off at the end of the buffer it would be another body.
        return count > announced ? new Refusal(InterconnCodes.MalformedRequest, "the body is longer than its Content-Length") { Closes = true } : null;
    }

    // Servers have several words for a body that is none: a chunk without a size is an IOException of its own, and the reader learns of a broken
    // connection before the token does.
    private static bool IsOfTheBody(Exception exception) => exception is IOException or ConnectionAbortedException;

    /// <summary>The refusal of a body that is too large, whether it says so beforehand (stage 1) or is found to be (here).</summary>
    public static Refusal TooLarge(long limit) =>
        new(InterconnCodes.TooLarge, $"the body is larger than {limit} bytes") { Closes = true };
}
