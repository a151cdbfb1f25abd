using Interconn.Sdk.JkstackDpa.AspNetCore.Receiving;
using Microsoft.Extensions.Options;

namespace Interconn.Sdk.JkstackDpa.AspNetCore.Tests.Stores;

/// <summary>What holds of every store: of the one in memory, and of one as a host might write it.</summary>
[TestFixture(false)]
[TestFixture(true)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class CallbackStoreTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 5, 4, 3, 2, 1, TimeSpan.Zero);
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);
    private readonly SqliteFile? file;
    private readonly IDpaCallbackStore store;

    public CallbackStoreTests(bool isDurable)
    {
        if (isDurable)
        {
            file = new SqliteFile();
            var sqlite = new SqliteCallbackStore(file.ConnectionString);
            sqlite.Create();
            store = sqlite;
        }
        else
        {
            store = new InMemoryCallbackStore(Options.Create(new DpaCallbackOptions()));
        }
    }

    public void Dispose() => file?.Dispose();

    [Test]
    public async Task Begin_OfWhatIsNew_IsGrantedAndOfWhatIsUnderWayIsNot()
    {
        Assert.That(await BeginAsync(Attempt()), Is.EqualTo(DpaCallbackClaim.Granted));
        Assert.That(await BeginAsync(Attempt()), Is.EqualTo(DpaCallbackClaim.InProgress));
    }

    [TestCase("in2", "RUNNING")]
    [TestCase("in1", "SUCCESS")]
    [TestCase("IN1", "RUNNING")]
    [TestCase("in1", "running")]
    public async Task Begin_OfAnotherExecutionOrStatus_IsGrantedBesideIt(string instance, string status)
    {
        await BeginAsync(Attempt("in1", "RUNNING"));
        Assert.That(await BeginAsync(Attempt(instance, status)), Is.EqualTo(DpaCallbackClaim.Granted));
    }

    [Test]
    public async Task Begin_AfterComplete_SaysSoAlsoWhenTheLeaseIsOver()
    {
        DpaCallbackAttempt first = Attempt();
        await BeginAsync(first);
        await store.CompleteAsync(first, CancellationToken.None);
        Assert.That(await BeginAsync(Attempt()), Is.EqualTo(DpaCallbackClaim.Delivered));
        Assert.That(await BeginAsync(Attempt(after: Lease * 2)), Is.EqualTo(DpaCallbackClaim.Delivered));
    }

    [Test]
    public async Task Begin_AfterAbandon_IsGranted()
    {
        DpaCallbackAttempt first = Attempt();
        await BeginAsync(first);
        await store.AbandonAsync(first, CancellationToken.None);
        Assert.That(await BeginAsync(Attempt()), Is.EqualTo(DpaCallbackClaim.Granted));
    }

    [Test]
    public async Task Begin_OnceTheLeaseIsOver_IsGrantedAndNotBefore()
    {
        await BeginAsync(Attempt());
        Assert.That(await BeginAsync(Attempt(after: Lease - TimeSpan.FromTicks(1))), Is.EqualTo(DpaCallbackClaim.InProgress));
        Assert.That(await BeginAsync(Attempt(after: Lease)), Is.EqualTo(DpaCallbackClaim.Granted));
        Assert.That(await BeginAsync(Attempt(after: Lease)), Is.EqualTo(DpaCallbackClaim.InProgress));
    }

    [Test]
    public async Task Complete_OfAClaimThatHasLapsed_StillRemembersTheDelivery()
    {
        DpaCallbackAttempt slow = Attempt();
        await BeginAsync(slow);
        await BeginAsync(Attempt(after: Lease));
        await store.CompleteAsync(slow, CancellationToken.None);
        Assert.That(await BeginAsync(Attempt(after: Lease * 3)), Is.EqualTo(DpaCallbackClaim.Delivered));
    }

    [Test]
    public async Task Abandon_OfAClaimThatAnotherHasNow_LeavesItAlone()
    {
        DpaCallbackAttempt slow = Attempt();
        await BeginAsync(slow);
        await BeginAsync(Attempt(after: Lease));
        await store.AbandonAsync(slow, CancellationToken.None);
        Assert.That(await BeginAsync(Attempt(after: Lease)), Is.EqualTo(DpaCallbackClaim.InProgress));
    }

    [Test]
    public async Task Abandon_OfWhatWasDelivered_LeavesItAlone()
    {
        DpaCallbackAttempt first = Attempt();
        await BeginAsync(first);
        await store.CompleteAsync(first, CancellationToken.None);
        await store.AbandonAsync(first, CancellationToken.None);
        Assert.That(await BeginAsync(Attempt()), Is.EqualTo(DpaCallbackClaim.Delivered));
    }

    [Test]
    public async Task Begin_OfManyAtOnce_IsGrantedToOne()
    {
        DpaCallbackClaim[] claims = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(() => BeginAsync(Attempt()))));
        Assert.That(claims.Count(static claim => claim == DpaCallbackClaim.Granted), Is.EqualTo(1));
        Assert.That(claims.Count(static claim => claim == DpaCallbackClaim.InProgress), Is.EqualTo(31));
    }

    private Task<DpaCallbackClaim> BeginAsync(DpaCallbackAttempt attempt) => store.BeginAsync(attempt, CancellationToken.None);

    private static DpaCallbackAttempt Attempt(string instance = "in1", string status = "RUNNING", TimeSpan after = default) =>
        new() { PlanInstanceId = instance, Status = status, Id = Guid.NewGuid(), BeganAt = Start + after, LeaseEnds = Start + after + Lease };
}
