using Interconn.Sdk.Transport;

namespace Interconn.Sdk.Tests.Transport;

/// <summary>A time limit serves one call after the other, and none of them learns of another.</summary>
public sealed class TimeLimitsTests
{
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    private readonly TimeLimits limits = new(TimeProvider.System);

    [Test]
    public void Start_AfterACallThatEndedInTime_TakesTheSameAgain()
    {
        TimeLimit first = limits.Start(Long, CancellationToken.None);
        first.Dispose();
        using TimeLimit second = limits.Start(Long, CancellationToken.None);
        Assert.That(second, Is.SameAs(first));
        Assert.That(second.IsCancellationRequested, Is.False);
    }

    [Test]
    public void Start_WhileOthersRun_GivesEachItsOwn()
    {
        TimeLimit[] running = [.. Enumerable.Range(0, 20).Select(_ => limits.Start(Long, CancellationToken.None))];
        Assert.That(running, Is.Unique);
        foreach (TimeLimit limit in running)
        {
            limit.Dispose();
        }

        TimeLimit[] again = [.. Enumerable.Range(0, 20).Select(_ => limits.Start(Long, CancellationToken.None))];
        Assert.That(again, Is.Unique.And.EquivalentTo(running));
    }

    [Test]
    public void Dispose_OfOneThatWasSignalled_IsItsEnd()
    {
        using var caller = new CancellationTokenSource();
        TimeLimit first = limits.Start(Long, caller.Token);
        caller.Cancel();
        Assert.That(first.Token.IsCancellationRequested, Is.True);
        first.Dispose();
        using TimeLimit second = limits.Start(Long, CancellationToken.None);
        Assert.That(second, Is.Not.SameAs(first));
        Assert.That(second.Token.IsCancellationRequested, Is.False);
    }

    [Test]
    public void Dispose_Twice_GivesItToOneCallOnly()
    {
        TimeLimit first = limits.Start(Long, CancellationToken.None);
        first.Dispose();
        first.Dispose();
        using TimeLimit second = limits.Start(Long, CancellationToken.None);
        using TimeLimit third = limits.Start(Long, CancellationToken.None);
        Assert.That(third, Is.Not.SameAs(second));
    }

    [Test]
    public void Start_Again_DoesNotHearTheCallerBefore()
    {
        using var before = new CancellationTokenSource();
        limits.Start(Long, before.Token).Dispose();
        using TimeLimit limit = limits.Start(Long, CancellationToken.None);
        before.Cancel();
        Assert.That(limit.IsCancellationRequested, Is.False);
    }

    [Test]
    public void Cancel_OfALaterCall_IsNotHeardByWhatTheEarlierLeftBehind()
    {
        bool isHeard = false;
        TimeLimit first = limits.Start(Long, CancellationToken.None);
        first.Token.Register(() => isHeard = true);
        first.Dispose();
        using var caller = new CancellationTokenSource();
        using TimeLimit second = limits.Start(Long, caller.Token);
        caller.Cancel();
        Assert.That(second, Is.SameAs(first));
        Assert.That(second.IsCancellationRequested, Is.True);
        Assert.That(isHeard, Is.False);
    }

    [Test]
    public void IsOver_ByTheLimitOfTheLaterCall_IsSaidOfThat()
    {
        limits.Start(Long, CancellationToken.None).Dispose();
        using TimeLimit limit = limits.Start(TimeSpan.FromMilliseconds(1), CancellationToken.None);
        Assert.That(limit.Token.WaitHandle.WaitOne(Long), Is.True);
        Assert.That(limit.IsOver, Is.True);
    }

    // Only the framework's own timers can be taken back for certain.
    [Test]
    public void Start_ByAnotherClock_MakesANewOneForEachCall()
    {
        var clock = new ManualTimeProvider(DateTimeOffset.UnixEpoch);
        var byClock = new TimeLimits(clock);
        TimeLimit first = byClock.Start(Long, CancellationToken.None);
        first.Dispose();
        using TimeLimit second = byClock.Start(Long, CancellationToken.None);
        clock.Advance(Long);
        Assert.That(second, Is.Not.SameAs(first));
        Assert.That(second.IsOver, Is.True);
    }
}
