namespace Refit;

/// <summary>As in versions 8 to 13; from version 14 the factory gives a ValueTask.</summary>
public sealed class RefitSettings(IHttpContentSerializer contentSerializer)
{
    public IHttpContentSerializer ContentSerializer { get; set; } = contentSerializer;

    public bool Buffered { get; set; }

    public Func<HttpResponseMessage, Task<Exception?>> ExceptionFactory { get; set; } = static _ => Task.FromResult<Exception?>(null);
}
