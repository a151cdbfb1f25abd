using Interconn.Sdk.EntityFrameworkCore.Work;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Sqlite.Tests;

/// <summary>Nobody fills the table of nonces by leaving before he is answered.</summary>
public sealed class ReplayQuotaTests
{
    private const int Quota = 3;

    [Test]
    public async Task TryAddAsync_ACallerWhoLeavesWhileItIsWritten_IsCountedAllTheSame()
    {
        var clock = new ManualTimeProvider(StoredRecords.Start);
        await using SqliteStores stores = await SqliteStores.StartAsync(clock, quotas: new ReplayQuotas(Quota, Quota));
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task holding = stores.Work.WriteAsync(
            async (_, _) =>
            {
                begun.SetResult();
                await held.Task;
                return new Written<int>(0, IsKept: false);
            },
            CancellationToken.None);
        await begun.Task;
        using var source = new CancellationTokenSource();
        Task[] leaving = [.. Enumerable.Range(0, Quota).Select(number => stores.Nonces.TryAddAsync(StoredRecords.Nonce($"left-{number}"), source.Token).AsTask())];
        await source.CancelAsync();
        foreach (Task each in leaving)
        {
            Assert.ThrowsAsync<TaskCanceledException>(() => each);
        }

        held.SetResult();
        await holding;
        Assert.That(await stores.Nonces.TryAddAsync(StoredRecords.Nonce("n-1"), default), Is.EqualTo(ReplayVerdict.Full));
        clock.Advance(TimeSpan.FromMinutes(7));
        Assert.That(await stores.Nonces.TryAddAsync(StoredRecords.Nonce("n-1", clock.Now.AddMinutes(6)), default), Is.EqualTo(ReplayVerdict.Fresh));
    }
}
