using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.JkstackDpa.AspNetCore.Tests.Stores;

/// <summary>A store of the host's own: one that outlives it, and one that fails.</summary>
public sealed class HostsOwnStoreTests
{
    [Test]
    public async Task Callback_DeliveredBeforeARestart_IsNotDeliveredAfterIt()
    {
        using var file = new SqliteFile();
        await using (CallbackHost host = await StartAsync(file))
        {
            Assert.That(await host.SendAsync("in1", "SUCCESS"), Is.EqualTo((200, "SUCCESS")));
        }

        await using CallbackHost again = await StartAsync(file);
        Assert.That(await again.SendAsync("in1", "SUCCESS"), Is.EqualTo((200, "SUCCESS")));
        Assert.That(await again.SendAsync("in1", "FAIL"), Is.EqualTo((200, "SUCCESS")));
        Assert.That(again.Script.Delivered, Is.EqualTo(new[] { "in1 FAIL" }));
    }

    [Test]
    public async Task Callback_LeftInTheMiddleByACrash_IsDeliveredOnceItsLeaseIsOver()
    {
        using var file = new SqliteFile();
        var clock = new ManualTimeProvider(new DateTimeOffset(2026, 5, 4, 3, 2, 1, TimeSpan.Zero));
        var store = new SqliteCallbackStore(file.ConnectionString);
        store.Create();
        var lost = new DpaCallbackAttempt { PlanInstanceId = "in1", Status = "SUCCESS", Id = Guid.NewGuid(), BeganAt = clock.Now, LeaseEnds = clock.Now.AddMinutes(5) };
        await store.BeginAsync(lost, CancellationToken.None);

        await using CallbackHost host = await StartAsync(file, clock);
        Assert.That(await host.SendAsync("in1", "SUCCESS"), Is.EqualTo((503, "BUSY")));
        clock.Advance(TimeSpan.FromMinutes(5));
        Assert.That(await host.SendAsync("in1", "SUCCESS"), Is.EqualTo((200, "SUCCESS")));
        Assert.That(host.Script.Delivered, Is.EqualTo(new[] { "in1 SUCCESS" }));
    }

    [Test]
    public async Task Callback_WhoseStoreCannotBegin_IsNotDeliveredAndComesAgain()
    {
        await using CallbackHost host = await CallbackHost.StartAsync(static services => services.AddScoped<IDpaCallbackStore>(static _ => new FailingStore(FailsAt.Begin)));
        Assert.That(await host.SendAsync("in1", "SUCCESS"), Is.EqualTo((500, "FAILED")));
        Assert.That(host.Script.Callbacks, Is.Empty);
        Assert.That(host.Logs.OwnEntries.Single().EventId, Is.EqualTo(745));
    }

    [Test]
    public async Task Callback_WhoseStoreCannotComplete_WasDeliveredAndIsAnsweredSo()
    {
        await using CallbackHost host = await CallbackHost.StartAsync(static services => services.AddSingleton<IDpaCallbackStore>(new FailingStore(FailsAt.Complete)));
        Assert.That(await host.SendAsync("in1", "SUCCESS"), Is.EqualTo((200, "SUCCESS")));
        Assert.That(host.Logs.OwnEntries.Single().EventId, Is.EqualTo(746));
    }

    [Test]
    public async Task Callback_WhoseHandlerAndStoreFail_ComesAgain()
    {
        await using CallbackHost host = await CallbackHost.StartAsync(static services => services.AddSingleton<IDpaCallbackStore>(new FailingStore(FailsAt.Abandon)));
        host.Script.Handle = static (_, _) => throw new InvalidOperationException("of the handler");
        Assert.That(await host.SendAsync("in1", "SUCCESS"), Is.EqualTo((500, "FAILED")));
        Assert.That(host.Logs.OwnEntries.Select(static entry => entry.EventId), Is.EqualTo(new[] { 743, 747 }));
    }

    private static Task<CallbackHost> StartAsync(SqliteFile file, TimeProvider? clock = null)
    {
        var store = new SqliteCallbackStore(file.ConnectionString);
        store.Create();
        return CallbackHost.StartAsync(services => services.AddSingleton<IDpaCallbackStore>(store), clock);
    }

    private enum FailsAt
    {
        Begin,
        Complete,
        Abandon,
    }

    private sealed class FailingStore(FailsAt failsAt) : IDpaCallbackStore
    {
        public Task<DpaCallbackClaim> BeginAsync(DpaCallbackAttempt attempt, CancellationToken cancellationToken) =>
            failsAt == FailsAt.Begin ? throw new IOException("of the store") : Task.FromResult(DpaCallbackClaim.Granted);

        public Task CompleteAsync(DpaCallbackAttempt attempt, CancellationToken cancellationToken) => Fail(failsAt == FailsAt.Complete);

        public Task AbandonAsync(DpaCallbackAttempt attempt, CancellationToken cancellationToken) => Fail(failsAt == FailsAt.Abandon);

        private static Task Fail(bool fails) => fails ? throw new IOException("of the store") : Task.CompletedTask;
    }
}
