namespace Interconn.Sdk.Testing.Conformance;

/// <summary>Many callers at a time.</summary>
internal static class Crowd
{
    /// <summary>Lets them all go at the same moment and gives what came to each.</summary>
    public static async Task<T[]> RunAsync<T>(int count, Func<int, Task<T>> callAsync)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<T>[] callers =
        [
            .. Enumerable.Range(0, count).Select(async number =>
            {
                await start.Task.ConfigureAwait(false);
                await Task.Yield();
                return await callAsync(number).ConfigureAwait(false);
            }),
        ];
        start.SetResult();
        return await Task.WhenAll(callers).ConfigureAwait(false);
    }
}
