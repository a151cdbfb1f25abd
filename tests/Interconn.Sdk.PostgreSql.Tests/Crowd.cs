namespace Interconn.Sdk.PostgreSql.Tests;

/// <summary>Many callers that begin at the same moment.</summary>
internal static class Crowd
{
    public static async Task<T[]> RunAsync<T>(int count, Func<int, Task<T>> callAsync)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<T>[] callers =
        [
            .. Enumerable.Range(0, count).Select(async number =>
            {
                await start.Task;
                return await callAsync(number);
            }),
        ];
        start.SetResult();
        return await Task.WhenAll(callers);
    }
}
