using Interconn.Sdk.JkstackDpa.AspNetCore.Receiving;
using Microsoft.Extensions.Options;

namespace Interconn.Sdk.JkstackDpa.AspNetCore.Tests.Stores;

/// <summary>How much the store in memory remembers, and for how long.</summary>
public sealed class InMemoryBoundsTests
{
    private static readonly DateTimeOffset Start = new(2026, 5, 4, 3, 2, 1, TimeSpan.Zero);
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    [Test]
    public async Task Begin_AfterItsAge_IsGrantedAgain()
    {
        InMemoryCallbackStore store = Store(maxRemembered: 10, rememberFor: TimeSpan.FromHours(1));
        await DeliverAsync(store, "in1", TimeSpan.Zero);
        Assert.That(await BeginAsync(store, "in1", TimeSpan.FromHours(1) - TimeSpan.FromTicks(1)), Is.EqualTo(DpaCallbackClaim.Delivered));
        Assert.That(await BeginAsync(store, "in1", TimeSpan.FromHours(1)), Is.EqualTo(DpaCallbackClaim.Granted));
    }

    [Test]
    public async Task Begin_BeyondItsCount_ForgetsTheOldestThatWasDelivered()
    {
        InMemoryCallbackStore store = Store(maxRemembered: 3);
        await BeginAsync(store, "at work", TimeSpan.Zero);
        await DeliverAsync(store, "in1", TimeSpan.FromSeconds(1));
        await DeliverAsync(store, "in2", TimeSpan.FromSeconds(2));
        await DeliverAsync(store, "in3", TimeSpan.FromSeconds(3));
        TimeSpan later = TimeSpan.FromSeconds(4);
        Assert.That(await BeginAsync(store, "at work", later), Is.EqualTo(DpaCallbackClaim.InProgress));
        Assert.That(await BeginAsync(store, "in3", later), Is.EqualTo(DpaCallbackClaim.Delivered));
        Assert.That(await BeginAsync(store, "in2", later), Is.EqualTo(DpaCallbackClaim.Delivered));
        Assert.That(await BeginAsync(store, "in1", later), Is.EqualTo(DpaCallbackClaim.Granted));
    }

    [Test]
    public async Task Begin_WhereAllAreAtWork_WaitsUntilALeaseIsOver()
    {
        InMemoryCallbackStore store = Store(maxRemembered: 2);
        await BeginAsync(store, "in1", TimeSpan.Zero);
        await BeginAsync(store, "in2", TimeSpan.FromSeconds(1));
        Assert.That(await BeginAsync(store, "in3", TimeSpan.FromSeconds(2)), Is.EqualTo(DpaCallbackClaim.InProgress));
        Assert.That(await BeginAsync(store, "in3", Lease), Is.EqualTo(DpaCallbackClaim.Granted));
    }

    private static InMemoryCallbackStore Store(int maxRemembered, TimeSpan? rememberFor = null) => new(Options.Create(new DpaCallbackOptions
    {
        Lease = Lease,
        MaxRemembered = maxRemembered,
        RememberFor = rememberFor ?? TimeSpan.FromDays(1),
    }));

    private static async Task DeliverAsync(InMemoryCallbackStore store, string instance, TimeSpan at)
    {
        DpaCallbackAttempt attempt = Attempt(instance, at);
        Assert.That(await store.BeginAsync(attempt, CancellationToken.None), Is.EqualTo(DpaCallbackClaim.Granted));
        await store.CompleteAsync(attempt, CancellationToken.None);
    }

    private static Task<DpaCallbackClaim> BeginAsync(InMemoryCallbackStore store, string instance, TimeSpan at) => store.BeginAsync(Attempt(instance, at), CancellationToken.None);

    private static DpaCallbackAttempt Attempt(string instance, TimeSpan at) =>
        new() { PlanInstanceId = instance, Status = "SUCCESS", Id = Guid.NewGuid(), BeganAt = Start + at, LeaseEnds = Start + at + Lease };
}
