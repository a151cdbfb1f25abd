using FsCheck;
using FsCheck.Fluent;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Tests.Signing;

/// <summary>The guard in memory against the plainest one that keeps the same rules, through any calls, times and clocks.</summary>
[TestFixture]
public sealed class InMemoryReplayGuardProperties
{
    private const int MaxPerPartner = 6;
    private const int MaxPerAddress = 2;
    private static readonly DateTimeOffset Start = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(400);

    private static readonly Gen<Step> Steps = Gen.Frequency(
        (8, from sender in Gen.Choose(0, 2)
            from isPartner in Gen.Frequency((2, Gen.Constant(true)), (1, Gen.Constant(false)))
            from nonce in Gen.Choose(0, 9)
            from seconds in Gen.Choose(-2, 90)
            select new Step(sender, isPartner, nonce, TimeSpan.FromSeconds(seconds), null, null)),
        (4, from seconds in Gen.Choose(0, 30) select Step.Later(TimeSpan.FromSeconds(seconds))),
        (1, from minutes in Gen.Choose(-3, 3) select Step.ClockSet(TimeSpan.FromMinutes(minutes))));

    private static readonly Gen<Step[]> Runs =
        from count in Gen.Choose(1, 150)
        from steps in Gen.ArrayOf(Steps, count)
        select steps;

    [Test]
    public void TryAdd_AnyCallsAndClocks_KeepsTheRules() => Check.One(Thorough, Prop.ForAll(Runs.ToArbitrary(), steps =>
    {
        var clock = new ManualTimeProvider(Start);
        var guard = new InMemoryReplayGuard(clock, MaxPerPartner, MaxPerAddress);
        var model = new ReplayModel(clock, Start, MaxPerPartner, MaxPerAddress);
        foreach (Step step in steps)
        {
            if (step.Advance is TimeSpan later)
            {
                clock.Advance(later);
            }
            else if (step.SetClock is TimeSpan offset)
            {
                clock.SetWallClock(Start + TimeSpan.FromTicks(clock.GetTimestamp()) + offset);
            }
            else if (!model.Allows(step.ToEntry(clock.Now), entry => guard.TryAddAsync(entry, CancellationToken.None).AsTask().GetAwaiter().GetResult(), () => guard.Count))
            {
                return false;
            }
        }

        return true;
    }));

    private sealed record Step(int Sender, bool IsPartner, int Nonce, TimeSpan Kept, TimeSpan? Advance, TimeSpan? SetClock)
    {
        public static Step Later(TimeSpan by) => new(0, true, 0, default, by, null);

        public static Step ClockSet(TimeSpan offset) => new(0, true, 0, default, null, offset);

        public ReplayEntry ToEntry(DateTimeOffset now) => new()
        {
            Scope = (IsPartner ? "node-" : "key-") + Sender,
            Quota = "sender-" + Sender,
            IsPartner = IsPartner,
            Nonce = "n-" + Nonce,
            Timestamp = now,
            ExpiresAt = now + Kept,
        };
    }
}
