namespace Interconn.Sdk.Protocol;

/// <summary>The empty object: the request of 3.7, and the <c>data</c> of the answers for which the standard defines none.</summary>
internal sealed record NoData
{
    public static readonly NoData Instance = new();

    private static readonly Task<NoData> Done = Task.FromResult(Instance);

    /// <summary>The empty object once a handler has ended that answers none itself.</summary>
    public static Task<NoData> After(Task serving)
    {
        return serving.IsCompletedSuccessfully ? Done : WaitAsync(serving);

        static async Task<NoData> WaitAsync(Task serving)
        {
            await serving.ConfigureAwait(false);
            return Instance;
        }
    }
}
