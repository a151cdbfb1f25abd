using Interconn.Sdk.EntityFrameworkCore.Model;
using Interconn.Sdk.EntityFrameworkCore.Work;
using Microsoft.EntityFrameworkCore;

namespace Interconn.Sdk.Sqlite.Tests;

/// <summary>Writes that wait together are committed together, and each is told what came of it alone.</summary>
[Parallelizable(ParallelScope.Children)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class QueuedWorkTests : IAsyncDisposable
{
    private readonly ManualTimeProvider clock = new(StoredRecords.Start);
    private readonly TaskCompletionSource held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SqliteStores stores = null!;

    private QueuedWork Work => (QueuedWork)stores.Work;

    [SetUp]
    public async Task StartAsync() => stores = await SqliteStores.StartAsync(clock);

    public async ValueTask DisposeAsync()
    {
        held.TrySetResult();
        await stores.DisposeAsync();
    }

    [Test]
    public async Task WriteAsync_SomeOfACommitThrowOrComeToNothing_TheOthersAreCommitted_AndEachRanOnce()
    {
        await HoldAsync();
        var transactions = new List<Guid>();
        Task<int>[] writes = [.. Enumerable.Range(0, 30).Select(number => Work.WriteAsync(
            async (context, token) =>
            {
                transactions.Add(context.Database.CurrentTransaction!.TransactionId);
                await AddAsync(context, number, token);
                return number % 3 == 0 ? throw new IOException($"write {number}") : new Written<int>(number, IsKept: number % 3 == 1);
            },
            CancellationToken.None))];
        held.SetResult();
        for (int number = 0; number < writes.Length; number++)
        {
            if (number % 3 == 0)
            {
                Assert.That(Assert.ThrowsAsync<IOException>(() => writes[number])!.Message, Is.EqualTo($"write {number}"));
            }
            else
            {
                Assert.That(await writes[number], Is.EqualTo(number));
            }
        }

        Assert.That(await StoredAsync(), Is.EqualTo(Enumerable.Range(0, 30).Where(number => number % 3 == 1)));
        Assert.That((transactions.Count, transactions.Distinct().Count()), Is.EqualTo((30, 1)), "each ran once, all in one transaction");
    }

    [Test]
    public async Task WriteAsync_OneEndsTheTransactionOfAll_TheOthersAreCommittedAllTheSame()
    {
        await HoldAsync();
        Task<int>[] writes = [.. Enumerable.Range(0, 10).Select(number => Work.WriteAsync(
            async (context, token) =>
            {
                await AddAsync(context, number, token);
                if (number == 4)
                {
                    // As SQLite does by itself where the disk is full.
                    await context.Database.ExecuteSqlRawAsync("ROLLBACK", token);
                    throw new IOException("the disk is full");
                }

                return new Written<int>(number, IsKept: true);
            },
            CancellationToken.None))];
        held.SetResult();
        Assert.That(Assert.ThrowsAsync<IOException>(() => writes[4])!.Message, Is.EqualTo("the disk is full"));
        Assert.That(await Task.WhenAll(writes.Where((_, number) => number != 4)), Is.EqualTo(new[] { 0, 1, 2, 3, 5, 6, 7, 8, 9 }));
        Assert.That(await StoredAsync(), Is.EqualTo(new[] { 0, 1, 2, 3, 5, 6, 7, 8, 9 }));
    }

    [Test]
    public async Task WriteAsync_CancelledWhileItWaits_EndsAtOnce_AndIsNotWritten()
    {
        await HoldAsync();
        using var source = new CancellationTokenSource();
        Task given = WriteAsync(1, source.Token);
        Task other = WriteAsync(2);
        await source.CancelAsync();
        Assert.ThrowsAsync<TaskCanceledException>(() => given, "while the writer is still held");
        held.SetResult();
        await other;
        Assert.That(await StoredAsync(), Is.EqualTo(new[] { 2 }));
    }

    [Test]
    public async Task WriteAsync_CancelledWhileItRuns_EndsAtOnce_AndCostsTheOthersNothing()
    {
        using var source = new CancellationTokenSource();
        Task running = await HoldAsync(source.Token);
        Task other = WriteAsync(1);
        await source.CancelAsync();
        Assert.ThrowsAsync<TaskCanceledException>(() => running, "while it still runs");
        held.SetResult();
        await other;
        Assert.That(await StoredAsync(), Is.EqualTo(new[] { 1 }));
    }

    [Test]
    public async Task WriteAsync_MoreThanMayWait_IsRefusedAtOnce_AndTakenAgainOnceThereIsRoom()
    {
        await HoldAsync();
        Task[] waiting = [.. Enumerable.Range(0, QueuedWork.MaxWaiting).Select(number => WriteAsync(number))];
        Task tooMany = WriteAsync(-1);
        Assert.That(tooMany.IsFaulted, Is.True);
        Assert.That(Assert.ThrowsAsync<InvalidOperationException>(() => tooMany)!.Message, Does.Contain("4096 writes wait"));
        held.SetResult();
        await Task.WhenAll(waiting);
        await WriteAsync(QueuedWork.MaxWaiting);
        Assert.That(await StoredAsync(), Is.EqualTo(Enumerable.Range(0, QueuedWork.MaxWaiting + 1)));
    }

    [Test]
    public async Task DisposeAsync_WhileWritesWait_WritesThem_AndTakesNoMore()
    {
        await HoldAsync();
        Task[] waiting = [.. Enumerable.Range(0, 100).Select(number => WriteAsync(number))];
        Task disposed = Work.DisposeAsync().AsTask();
        Assert.That(disposed.IsCompleted, Is.False);
        Assert.ThrowsAsync<ObjectDisposedException>(() => WriteAsync(100));
        held.SetResult();
        await disposed;
        Assert.That(waiting.Select(write => write.Status), Is.All.EqualTo(TaskStatus.RanToCompletion));
        Assert.That(stores.File.Read("SELECT count(*) FROM interconn_nonces"), Is.EqualTo(new[] { "100" }));
    }

    [Test]
    public async Task DisposeAsync_WhileTheDiskHangs_EndsAfterHalfAMinute()
    {
        await HoldAsync();
        Task disposed = Work.DisposeAsync().AsTask();
        clock.Advance(TimeSpan.FromSeconds(29));
        Assert.That(disposed.IsCompleted, Is.False);
        clock.Advance(TimeSpan.FromSeconds(1));
        await disposed;
    }

    [Test]
    public async Task ReadAsync_MoreThanMayReadAtATime_WaitUntilOneHasRead_AndCanBeCancelled()
    {
        int begun = 0;
        var allBegun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<int>[] reads = [.. Enumerable.Range(0, QueuedWork.MaxReading).Select(number => Work.ReadAsync(
            async (_, _) =>
            {
                if (Interlocked.Increment(ref begun) == QueuedWork.MaxReading)
                {
                    allBegun.SetResult();
                }

                await held.Task;
                return number;
            },
            CancellationToken.None))];
        await allBegun.Task;
        using var source = new CancellationTokenSource();
        Task<int> impatient = Work.ReadAsync((_, _) => Task.FromResult(-1), source.Token);
        Task<int> patient = Work.ReadAsync((_, _) => Task.FromResult(-2), CancellationToken.None);
        await source.CancelAsync();
        Assert.ThrowsAsync(Is.InstanceOf<OperationCanceledException>(), () => impatient);
        Assert.That(patient.IsCompleted, Is.False);
        held.SetResult();
        Assert.That(await patient, Is.EqualTo(-2));
        Assert.That(await Task.WhenAll(reads), Is.EqualTo(Enumerable.Range(0, QueuedWork.MaxReading)));
    }

    [Test]
    public async Task WriteAsync_OfALaterCaller_KnowsNothingOfTheFirst()
    {
        // The writer begins with the first write of a process, and the schema was made without it.
        var call = new AsyncLocal<string> { Value = "first" };
        await WriteAsync(1);
        call.Value = "second";
        string? seen = await Work.WriteAsync((_, _) => Task.FromResult(new Written<string?>(call.Value, IsKept: false)), CancellationToken.None);
        Assert.That(seen, Is.Null);
    }

    /// <summary>Keeps the writer busy until the test lets go of it, so that what comes next waits together. Gives the write that does.</summary>
    private async Task<Task> HoldAsync(CancellationToken cancellationToken = default)
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task holding = Work.WriteAsync(
            async (_, _) =>
            {
                begun.SetResult();
                await held.Task;
                return new Written<int>(0, IsKept: false);
            },
            cancellationToken);
        await begun.Task;
        return holding;
    }

    private Task<int> WriteAsync(int number, CancellationToken cancellationToken = default) => Work.WriteAsync(
        async (context, token) =>
        {
            await AddAsync(context, number, token);
            return new Written<int>(number, IsKept: true);
        },
        cancellationToken);

    private static async Task AddAsync(DbContext context, int number, CancellationToken cancellationToken)
    {
        context.Add(new NonceRow { NonceId = BitConverter.GetBytes(number), ExpiresAt = StoredRecords.Start });
        await context.SaveChangesAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<int>> StoredAsync()
    {
        List<byte[]> stored = await Work.ReadAsync(
            (context, token) => context.Set<NonceRow>().Select(nonce => nonce.NonceId).ToListAsync(token), CancellationToken.None);
        return [.. stored.Select(id => BitConverter.ToInt32(id)).Order()];
    }
}
