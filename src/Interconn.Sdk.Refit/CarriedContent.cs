using System.Net;

namespace Interconn.Sdk.Refit;

/// <summary>
/// Content that is a model and no bytes. Between Refit and the send core nothing leaves the process, so what would be written there is handed over as it is:
/// the send core writes, signs and reads, as for every client of the SDK.
/// </summary>
internal sealed class CarriedContent : HttpContent
{
    private static readonly byte[] EmptyObject = "{}"u8.ToArray();

    private CarriedContent(object? model, Exception? failure)
    {
        Model = model;
        Failure = failure;
    }

    /// <summary>The request, or the data of the answer. Null where the call failed.</summary>
    public object? Model { get; }

    /// <summary>Why the call failed. Null where it did not.</summary>
    public Exception? Failure { get; }

    public static CarriedContent Of(object model) => new(model, failure: null);

    public static CarriedContent Failed(Exception failure) => new(model: null, failure);

    // Refit and HttpClient put contents into a buffer on their way, and Refit takes one of no bytes for no answer.
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(EmptyObject).AsTask();

    protected override bool TryComputeLength(out long length)
    {
        length = EmptyObject.Length;
        return true;
    }
}
