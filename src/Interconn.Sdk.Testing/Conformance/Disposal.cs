namespace Interconn.Sdk.Testing.Conformance;

/// <summary>Gives back what a host's factory made for one check.</summary>
internal static class Disposal
{
    public static async ValueTask DisposeAsync(object? made)
    {
        if (made is IAsyncDisposable asynchronous)
        {
            await asynchronous.DisposeAsync().ConfigureAwait(false);
        }
        else if (made is IDisposable disposable)
        {
            disposable.Dispose();
        }
    }
}
