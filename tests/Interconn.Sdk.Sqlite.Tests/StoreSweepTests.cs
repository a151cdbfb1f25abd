using System.Data.Common;
using Interconn.Sdk.EntityFrameworkCore.Stores;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Signing;
using Interconn.Sdk.TestHosting.Databases;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Sqlite.Tests;

/// <summary>What has ended is deleted, late enough for nobody to miss it.</summary>
[Parallelizable(ParallelScope.Children)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class StoreSweepTests : IAsyncDisposable
{
    private const int SweepFailed = 601;
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private readonly SqliteFile file = new();
    private readonly ManualTimeProvider clock = new(StoredRecords.Start);
    private readonly LogCollector logs = new();
    private readonly CommitWatch commits = new();
    private readonly TaskCompletionSource timerMade = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SqliteStores stores = null!;

    private StoreSweep Sweep => stores.Services.GetRequiredService<StoreSweep>();

    [SetUp]
    public async Task StartAsync() => stores = await SqliteStores.StartAsync(
        clock, file, configure: services => services
            .AddSingleton<ILoggerProvider>(logs)
            .ConfigureDbContext<InterconnSqliteContext>(context => context.AddInterceptors(commits)), settings: ";Default Timeout=1");

    public async ValueTask DisposeAsync()
    {
        await stores.DisposeAsync();
        file.Dispose();
    }

    [Test]
    public async Task D82_ANonce_IsDeletedAnHourAfterItExpired_AndNotBefore()
    {
        await stores.Nonces.TryAddAsync(StoredRecords.Nonce("n-1", clock.Now.AddMinutes(6)), default);
        await stores.Nonces.TryAddAsync(StoredRecords.Nonce("n-2", clock.Now.AddMinutes(7)), default);
        clock.Advance(TimeSpan.FromMinutes(66));
        await Sweep.SweepAsync(default);
        Assert.That(Count("interconn_nonces"), Is.EqualTo(2));
        clock.Advance(Moment);
        await Sweep.SweepAsync(default);
        Assert.That(Count("interconn_nonces"), Is.EqualTo(1));
        Assert.That(await stores.Nonces.TryAddAsync(StoredRecords.Nonce("n-2"), default), Is.EqualTo(ReplayVerdict.Replayed));
    }

    [TestCase("its time limit")]
    [TestCase("the end of its contract")]
    [TestCase("its revocation")]
    [TestCase("its last use")]
    public async Task SweepAsync_APermit_IsDeletedADayAfterItEnded_AndNotBefore(string end)
    {
        DateTimeOffset endsAt = clock.Now.AddHours(1);
        PermitRecord permit = StoredRecords.Permit("p-1", timesLimit: 1);
        permit = end switch
        {
            "its time limit" => permit with { TimeLimit = endsAt },
            "the end of its contract" => permit with { ContractExpiresAt = endsAt },
            _ => permit,
        };
        await stores.Permits.AddAsync(permit, default);
        await stores.Permits.AddAsync(StoredRecords.Permit("p-lasting"), default);
        if (end == "its revocation")
        {
            await stores.Permits.RevokeAsync("p-1", endsAt, default);
        }
        else if (end == "its last use")
        {
            await stores.Permits.TryUseAsync("p-1", endsAt, default);
        }

        clock.Advance(TimeSpan.FromHours(25));
        await Sweep.SweepAsync(default);
        Assert.That(await stores.Permits.FindAsync("p-1", default), Is.Not.Null);
        clock.Advance(Moment);
        await Sweep.SweepAsync(default);
        Assert.That(await stores.Permits.FindAsync("p-1", default), Is.Null);
        Assert.That(await stores.Permits.FindAsync("p-lasting", default), Is.Not.Null);
    }

    [Test]
    public async Task SweepAsync_APermitThatCanStillBeUsed_StaysHoweverLong()
    {
        await stores.Permits.AddAsync(StoredRecords.Permit("p-1", timesLimit: 2), default);
        await stores.Permits.TryUseAsync("p-1", clock.Now, default);
        clock.Advance(TimeSpan.FromDays(1000));
        await Sweep.SweepAsync(default);
        Assert.That((await stores.Permits.TryUseAsync("p-1", clock.Now, default)).Outcome, Is.EqualTo(PermitUseOutcome.Granted));
    }

    [Test]
    public async Task SweepAsync_MoreThanOneBatch_DeletesAll()
    {
        file.Execute("""
            WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 2500)
            INSERT INTO interconn_nonces SELECT CAST(n AS BLOB), '2026-11-22 06:59:59' FROM number
            """);
        await Sweep.SweepAsync(default);
        Assert.That(Count("interconn_nonces"), Is.Zero);
    }

    [Test]
    public async Task SweepAsync_TouchesNothingElse()
    {
        await stores.Node.TryCommitAsync(
            new NodeChange { At = clock.Now, Contracts = [StoredRecords.Contract()], Audits = [StoredRecords.Audit("a-1")], Messages = [StoredRecords.Message("m-1")] }, default);
        clock.Advance(TimeSpan.FromDays(10_000));
        await Sweep.SweepAsync(default);
        Assert.That((Count("interconn_contracts"), Count("interconn_audits"), Count("interconn_outbox")), Is.EqualTo((1, 1, 1)));
    }

    [Test]
    public async Task StartAsync_SweepsEveryMinute_AndGoesOnAfterAFailure()
    {
        await stores.Nonces.TryAddAsync(StoredRecords.Nonce("n-1", clock.Now.AddHours(-2)), default);
        using var sweep = new StoreSweep(stores.Work, new TimerWatch(clock, timerMade), stores.Services.GetRequiredService<ILogger<StoreSweep>>());
        await sweep.StartAsync(default);
        await timerMade.Task;
        using (SqliteConnection other = file.Open())
        {
            SqliteFile.Execute(other, "BEGIN IMMEDIATE");
            clock.Advance(TimeSpan.FromMinutes(1));
            LogEntry failure = await logs.WaitForAsync(SweepFailed);
            Assert.That((failure.Level, failure.Exception), Is.EqualTo((LogLevel.Warning, failure.Exception as SqliteException)));
            SqliteFile.Execute(other, "ROLLBACK");
        }

        Task committed = commits.NextAsync();
        clock.Advance(TimeSpan.FromMinutes(1));
        await committed;
        Assert.That(Count("interconn_nonces"), Is.Zero);
        await sweep.StopAsync(default);
    }

    private int Count(string table) => int.Parse(file.Read($"SELECT count(*) FROM {table}").Single(), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Says when the next transaction is committed.</summary>
    private sealed class CommitWatch : DbTransactionInterceptor
    {
        private readonly TaskCompletionSource next = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private volatile bool isWaitedFor;

        public Task NextAsync()
        {
            isWaitedFor = true;
            return next.Task;
        }

        public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            if (isWaitedFor)
            {
                next.TrySetResult();
            }

            return Task.CompletedTask;
        }
    }

    /// <summary>The clock of the test, which says when somebody waits for it.</summary>
    private sealed class TimerWatch(ManualTimeProvider clock, TaskCompletionSource made) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            ITimer timer = clock.CreateTimer(callback, state, dueTime, period);
            made.TrySetResult();
            return timer;
        }
    }
}
