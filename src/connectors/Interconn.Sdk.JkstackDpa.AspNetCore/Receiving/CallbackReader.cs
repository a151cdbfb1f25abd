using System.Globalization;
using System.Text;
using Interconn.Sdk.JkstackDpa.Callbacks;
using Interconn.Sdk.JkstackDpa.Protocol;
using Interconn.Sdk.Neighbours;
using Interconn.Sdk.Transport;
using Microsoft.AspNetCore.Http;

namespace Interconn.Sdk.JkstackDpa.AspNetCore.Receiving;

/// <summary>Reads a callback from a request of which nothing is sure.</summary>
internal static class CallbackReader
{
    private const int MaxBody = 64 * 1024;
    private const int FirstSize = 1024;
    private const int MaxTextLength = 256;

    public static async Task<CallbackReading> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasJsonContentType())
        {
            return CallbackReading.Refused(StatusCodes.Status415UnsupportedMediaType, "it is not sent as JSON");
        }

        try
        {
            return await ReadBodyAsync(request, cancellationToken).ConfigureAwait(false) is ReadOnlyMemory<byte> body
                ? Parse(body)
                : CallbackReading.Refused(StatusCodes.Status413PayloadTooLarge, "it is too large");
        }
        catch (BadHttpRequestException exception)
        {
            return CallbackReading.Refused(exception.StatusCode, "its body is not what its headers say");
        }
    }

    private static CallbackReading Parse(ReadOnlyMemory<byte> body)
    {
        PlanCallback callback;
        try
        {
            callback = NeighbourJson.Read(body.Span, JkstackDpaJson.Context.PlanCallback);
        }
        catch (NeighbourJsonException)
        {
            return CallbackReading.Refused(StatusCodes.Status400BadRequest, "it is not the JSON of a callback");
        }

        return IsFit(callback.PlanInstanceId) && IsFit(callback.ProcessPlanId) && IsFit(callback.Status.Value)
            ? CallbackReading.Of(callback)
            : CallbackReading.Refused(StatusCodes.Status400BadRequest, "an id or the status is empty, too long, or has characters that none has");
    }

    // Grown with what arrives: an announcement costs its sender nothing.
    private static async Task<ReadOnlyMemory<byte>?> ReadBodyAsync(HttpRequest request, CancellationToken cancellationToken) => request.ContentLength > MaxBody
        ? null
        : await BoundedReader.ReadAsync(request.Body, FirstSize, MaxBody, cancellationToken).ConfigureAwait(false);

    // What is remembered and logged: nothing that could begin another line, turn the direction of writing, or be no text at all.
    private static bool IsFit(string? text)
    {
        if (string.IsNullOrEmpty(text) || text.Length > MaxTextLength || char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]))
        {
            return false;
        }

        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned)
            {
                return false;
            }
        }

        return true;
    }
}
