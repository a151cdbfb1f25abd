using Interconn.Sdk.Signing;
using Interconn.Sdk.Testing.Conformance;

namespace Interconn.Sdk.Testing.Tests.Conformance;

/// <summary>Replay guards that break one rule each are caught by the check of that rule.</summary>
[Parallelizable(ParallelScope.Children)]
public sealed class BrokenReplayGuardTests
{
    [Test]
    public async Task Suite_ASecondGuardWithoutAFault_KeepsEveryRule() => Assert.That(
        await Suite.FailuresAsync(Checks(ReplayFault.None)), Is.Empty);

    [TestCase(ReplayFault.AlwaysFresh, "Add_TheSameNonce_IsReplayed")]
    [TestCase(ReplayFault.AlwaysFresh, "Add_ManyNonces_EachIsFreshOnce")]
    [TestCase(ReplayFault.LooksThenAdds, "Race_HundredCopies_OneIsFresh")]
    [TestCase(ReplayFault.IgnoresScope, "Add_TheSameNonceOfAnotherScope_IsFresh")]
    [TestCase(ReplayFault.IgnoresCase, "Add_NoncesThatDifferInCase_AreDifferent")]
    [TestCase(ReplayFault.JoinsScopeAndNonce, "Add_ScopeAndNonceThatJoinToTheSameText_AreDifferent")]
    [TestCase(ReplayFault.KeysByQuota, "Add_TheSameNonceAgainstAnotherQuota_IsReplayed")]
    [TestCase(ReplayFault.KeepsForFiveMinutes, "Add_TheSameNonceLater_IsReplayedUntilItExpires")]
    [TestCase(ReplayFault.EvictsTheOldest, "Quota_OfAPartner_IsFullAndEvictsNothing")]
    [TestCase(ReplayFault.EvictsTheOldest, "Quota_OfAnAddress_IsFullAndEvictsNothing")]
    [TestCase(ReplayFault.HasNoQuota, "Quota_OfAPartner_IsFullAndEvictsNothing")]
    [TestCase(ReplayFault.HasNoQuota, "Quota_OfAnAddress_IsFullAndEvictsNothing")]
    [TestCase(ReplayFault.HasNoQuota, "Race_UpToTheQuota_NoMoreAreFresh")]
    [TestCase(ReplayFault.HasOneQuotaForAll, "Quota_OfAPartner_LeavesOthersAlone")]
    [TestCase(ReplayFault.HasOneQuotaForAll, "Quota_OfAnAddress_LeavesOthersAlone")]
    [TestCase(ReplayFault.MixesStrangersAndPartners, "Quota_OfAPartner_LeavesOthersAlone")]
    [TestCase(ReplayFault.NeverFrees, "Quota_OfWhatHasExpired_IsFreeAgain")]
    [TestCase(ReplayFault.RefusesKnownOnesAsFull, "Quota_OfAPartner_IsFullAndEvictsNothing")]
    public async Task Suite_ABrokenGuard_IsCaughtByTheRuleThatItBreaks(ReplayFault fault, string rule) => Assert.That(
        await Suite.FailuresAsync(Checks(fault).Where(check => check.Name == rule)), Is.EqualTo(new[] { rule }));

    private static IReadOnlyList<ConformanceCheck> Checks(ReplayFault fault) =>
        ReplayGuardConformance.Checks(setting => Task.FromResult<IReplayGuard>(new FaultyReplayGuard(setting, fault)));
}
