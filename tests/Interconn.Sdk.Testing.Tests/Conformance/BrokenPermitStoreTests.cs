using Interconn.Sdk.Permits;
using Interconn.Sdk.Testing.Conformance;

namespace Interconn.Sdk.Testing.Tests.Conformance;

/// <summary>Permit stores that break one rule each are caught by the check of that rule.</summary>
[Parallelizable(ParallelScope.Children)]
public sealed class BrokenPermitStoreTests
{
    [Test]
    public async Task Suite_ASecondStoreWithoutAFault_KeepsEveryRule() => Assert.That(await FailuresAsync(PermitFault.None), Is.Empty);

    [TestCase(PermitFault.AddsTwice, "Add_AnIdThatExists_IsRefusedAndChangesNothing")]
    [TestCase(PermitFault.AddsOnceButTellsBoth, "Race_HundredAdditionsOfOneId_OneIsMade")]
    [TestCase(PermitFault.IgnoresCase, "Add_IdsThatDifferInCase_AreDifferentPermits")]
    [TestCase(PermitFault.ForgetsTheScope, "Add_WithAllFields_ComesBackAsItWas")]
    [TestCase(PermitFault.ForgetsTheScope, "Add_WithAnEmptyScope_ComesBackAsItWas")]
    [TestCase(PermitFault.ForgetsTheContractsEnd, "Use_AtTheEndOfTheContract_IsRevokedToTheMillisecond")]
    [TestCase(PermitFault.GrantsOneTooMany, "Use_UpToTheLimit_CountsDownAndThenIsUsedUp")]
    [TestCase(PermitFault.LooksThenCounts, "Race_FiveHundredUsesOfAHundred_AHundredAreGranted")]
    [TestCase(PermitFault.CountsRefusedUses, "Use_Refused_IsNotCounted")]
    [TestCase(PermitFault.GrantsAtTheLimit, "Use_AtTheTimeLimit_IsExpiredToTheMillisecond")]
    [TestCase(PermitFault.GrantsAtTheLimit, "Use_AtTheEndOfTheContract_IsRevokedToTheMillisecond")]
    [TestCase(PermitFault.TellsRevokedBeforeExpired, "Use_WhereSeveralReasonsHold_TellsTheFirst")]
    [TestCase(PermitFault.TellsTooManyLeft, "Use_UpToTheLimit_CountsDownAndThenIsUsedUp")]
    [TestCase(PermitFault.TellsTooManyLeft, "Race_FiveHundredUsesOfAHundred_AHundredAreGranted")]
    [TestCase(PermitFault.DoesNotCountWithoutLimit, "Use_WithoutALimit_IsCountedAndNeverUsedUp")]
    [TestCase(PermitFault.RevokesLater, "Race_RevokeAgainstUses_NoneIsGrantedThatStartsAfterIt")]
    [TestCase(PermitFault.RevokesLater, "Revoke_AKnownPermit_IsTrueAndKeepsTheTime")]
    [TestCase(PermitFault.RevokesOnlyFromThen, "Use_ARevokedPermit_IsRevoked")]
    [TestCase(PermitFault.KeepsTheLastRevocation, "Revoke_Again_IsTrueAndKeepsTheFirstTime")]
    [TestCase(PermitFault.TellsUnknownAsRevoked, "Revoke_AnUnknownPermit_IsFalse")]
    [TestCase(PermitFault.RevokesAllOfEverybody, "RevokeAll_OfAUser_RevokesHisAndNoOthers")]
    [TestCase(PermitFault.RevokesAllOfEverybody, "RevokeAll_OfAnothersPermit_RevokesNothing")]
    [TestCase(PermitFault.RevokesAllOfEverybody, "RevokeAll_OfAnUnknownUser_RevokesNothing")]
    [TestCase(PermitFault.RevokesAllUnderAnyContract, "RevokeAll_OfAContract_RevokesThoseGrantedUnderItToTheUser")]
    [TestCase(PermitFault.RevokesAllUnderAnyContract, "RevokeAll_OfOnePermitUnderAContract_DemandsBoth")]
    [TestCase(PermitFault.RevokesAllByUserOnly, "RevokeAll_OfOnePermit_RevokesItAlone")]
    [TestCase(PermitFault.CountsWhatWasRevoked, "RevokeAll_CountsOnlyWhatItRevokedItself")]
    [TestCase(PermitFault.CountsWhatWasRevoked, "Race_HundredRevocationsOfAll_EachPermitIsCountedOnce")]
    [TestCase(PermitFault.RevokeAllDoesNothing, "Race_RevokeAllAgainstUses_NoneIsGrantedThatStartsAfterIt")]
    [TestCase(PermitFault.KeyAlwaysInUse, "KeyInUse_EndsWithTheRevocation")]
    [TestCase(PermitFault.KeyAlwaysInUse, "KeyInUse_EndsWithTheTimeLimitToTheMillisecond")]
    [TestCase(PermitFault.KeyAlwaysInUse, "KeyInUse_EndsWithTheContractToTheMillisecond")]
    [TestCase(PermitFault.KeyNeverInUse, "KeyInUse_WhileAPermitUnderItCanBeUsed")]
    [TestCase(PermitFault.KeyInUseAfterUse, "KeyInUse_EndsWithTheLastUse")]
    public async Task Suite_ABrokenStore_IsCaughtByTheRuleThatItBreaks(PermitFault fault, string rule) =>
        Assert.That(await FailuresAsync(fault), Does.Contain(rule));

    private static Task<string[]> FailuresAsync(PermitFault fault) =>
        Suite.FailuresAsync(PermitStoreConformance.Checks(_ => Task.FromResult<IPermitStore>(new FaultyPermitStore(fault))));
}
