using Interconn.Sdk.Audits;
using Interconn.Sdk.Partners;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Tests.Partners;

/// <summary>"Which key verifies a call" of the signing profile, rule by rule.</summary>
public sealed class KeyChoiceTests
{
    private const SignatureDemand Any = SignatureDemand.AnyContract;
    private const SignatureDemand Live = SignatureDemand.Contract;
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly CredentialReader Reader = new(new SignatureAlgorithms([]));
    private static readonly Dictionary<string, PartnerCredential> Keys = "a b c d e f g h".Split(' ').ToDictionary(name => name, _ => NewCredential());

    [Test]
    public void Candidates_NoContracts_AreNone()
    {
        Assert.That(Choose([], Live), Is.Empty);
        Assert.That(Choose([], Any), Is.Empty);
    }

    [Test]
    public void Candidates_LiveContracts_NewestApprovedFirstAtMostTwoKeys() => Assert.That(
        Choose([Approved("1", "a", days: 30), Approved("2", "b", days: 1), Approved("3", "c", days: 10)], Live), Is.EqualTo(["b live 2", "c live 3"]));

    [Test]
    public void Candidates_OneKeyInSeveralContracts_CountsOnceWithItsNewestContract() => Assert.That(
        Choose([Approved("1", "a", days: 9), Approved("2", "b", days: 5), Approved("3", "a", days: 2), Approved("4", "c", days: 30)], Live),
        Is.EqualTo(["a live 3", "b live 2"]));

    [Test]
    public void Candidates_ApprovedAtUnknown_IsOlderThanEveryOther() => Assert.That(
        Choose([Approved("1", "a", days: 9) with { ApprovedAt = null }, Approved("2", "b", days: 500)], Live), Is.EqualTo(["b live 2", "a live 1"]));

    [TestCase(ApprovalStatus.Applied)]
    [TestCase(ApprovalStatus.Rejected)]
    [TestCase(ApprovalStatus.Terminated)]
    public void Candidates_ContractNotInForce_GivesNone(ApprovalStatus status) =>
        Assert.That(Choose([Approved("1", "a", days: 1) with { Status = status }], Live), Is.Empty);

    [TestCase(-1, 0)]
    [TestCase(0, 0)]
    [TestCase(1, 1)]
    public void T29_Candidates_ContractAtItsEnd_CountsBeforeItOnly(int millisecondsLeft, int count) => Assert.That(
        Choose([Approved("1", "a", days: 1) with { ExpiresAt = Now.AddMilliseconds(millisecondsLeft) }], Live), Has.Length.EqualTo(count));

    [Test]
    public void Candidates_ContractWithoutCredential_GivesNone()
    {
        Assert.That(Choose([Approved("1", "a", days: 1) with { Credential = null }, Approved("2", "b", days: 3)], Live), Is.EqualTo(["b live 2"]));
        Assert.That(Choose([Applied("1", "a") with { Credential = null }], Any), Is.Empty);
    }

    [TestCase(-1, false)]
    [TestCase(0, true)]
    [TestCase(1, true)]
    public void K75_Candidates_KeyThatARotationReplaced_IsTakenUntilItsTimeIsOver(int millisecondsLeft, bool isTaken)
    {
        PartnerContract rotated = Approved("1", "a", days: 5) with
        {
            PreviousCredential = Keys["b"],
            PreviousCredentialUntil = Now.AddMilliseconds(millisecondsLeft),
        };
        Assert.That(Choose([rotated], Live), Is.EqualTo(isTaken ? ["a live 1", "b live 1"] : new[] { "a live 1" }));
    }

    [Test]
    public void K75_Candidates_RetiredKeyOfAnEndedContract_IsNotRetained()
    {
        PartnerContract ended = Ended("1", "a", days: 5) with { PreviousCredential = Keys["b"], PreviousCredentialUntil = Now.AddMinutes(1) };
        Assert.That(Choose([ended], Any), Is.EqualTo(["a ended 1"]));
    }

    [TestCase(SignatureDemand.Contract)]
    [TestCase(SignatureDemand.ProofOfPossession)]
    [TestCase(SignatureDemand.None)]
    public void Candidates_ForAllButTerminateAndQuery_AreThoseOfLiveContractsOnly(SignatureDemand demand) => Assert.That(
        Choose([Ended("1", "a", days: 1), Applied("2", "b"), Approved("3", "c", days: 9)], demand), Is.EqualTo(["c live 3"]));

    [Test]
    public void Candidates_ForTerminateAndQuery_GoOnWithTheNewestTwoEndedAndFourUndecided()
    {
        PartnerContract[] contracts =
        [
            Applied("u1", "d"), Applied("u2", "e", ApprovalStatus.Rejected), Applied("u3", "f", ApprovalStatus.Terminated), Applied("u4", "g"), Applied("u5", "h"),
            Ended("e1", "a", days: 300), Ended("e2", "b", days: 100), Ended("e3", "c", days: 200),
        ];
        Assert.That(
            Choose(contracts, Any),
            Is.EqualTo(["b ended e2", "c ended e3", "d ended u1", "e ended u2", "f ended u3", "g ended u4"]));
    }

    [Test]
    public void Candidates_ForTerminateAndQuery_LiveKeysComeFirstAndEachKeyOnce()
    {
        PartnerContract[] contracts =
        [
            Ended("e1", "a", days: 1), Ended("e2", "c", days: 2), Applied("u1", "b"), Applied("u2", "d"), Approved("l1", "a", days: 50), Approved("l2", "b", days: 40),
        ];
        Assert.That(Choose(contracts, Any), Is.EqualTo(["b live l2", "a live l1", "c ended e2", "d ended u2"]));
    }

    [Test]
    public void Candidates_ExpiredContract_CountsAsEnded() => Assert.That(
        Choose([Approved("1", "a", days: 5) with { ExpiresAt = Now }], Any), Is.EqualTo(["a ended 1"]));

    [Test]
    public void Named_UnderALiveKey_IsEachLiveContractOfThePair()
    {
        Partner partner = PartnerOf(Approved("1", "a", days: 1), Approved("2", "b", days: 2), Ended("3", "a", days: 3), Applied("4", "a"));
        CandidateKey key = KeyChoice.Candidates(partner, Live, Now)[0];
        Assert.That(Name(partner, key, Live), Is.EqualTo("1 2 - -"), "A contract that has ended is not found, whatever key it carried.");
        Assert.That(Name(partner, key, Any), Is.EqualTo("1 2 3 4"));
    }

    [Test]
    public void Named_UnderAnEndedOrUndecidedKey_IsOnlyWhatCarriesIt()
    {
        Partner partner = PartnerOf(Approved("1", "a", days: 1), Ended("2", "b", days: 2), Ended("3", "c", days: 3), Applied("4", "d"), Applied("5", "b"));
        IReadOnlyList<CandidateKey> keys = KeyChoice.Candidates(partner, Any, Now);
        Assert.That(keys.Select(key => Name(partner, key, Any)), Is.EqualTo(["1 2 3 4 5", "- 2 - - 5", "- - 3 - -", "- - - 4 -"]));
    }

    [TestCase("")]
    [TestCase("C-1")]
    [TestCase("c-1 ")]
    [TestCase("c-10")]
    public void Named_AnotherId_IsNothing(string id)
    {
        Partner partner = PartnerOf(Approved("c-1", "a", days: 1));
        CandidateKey key = KeyChoice.Candidates(partner, Live, Now)[0];
        Assert.That(KeyChoice.Named(partner, key, Live, id, Now), Is.Null);
        Assert.That(KeyChoice.Named(partner, key, Live, "c-1", Now), Is.Not.Null);
    }

    [TestCase(ApprovalStatus.Approved, 1, true)]
    [TestCase(ApprovalStatus.Approved, 0, false)]
    [TestCase(ApprovalStatus.Approved, -1, false)]
    [TestCase(ApprovalStatus.Applied, 1, false)]
    [TestCase(ApprovalStatus.Rejected, 1, false)]
    [TestCase(ApprovalStatus.Terminated, 1, false)]
    public void IsLive_StatusAndEnd_BothCount(ApprovalStatus status, int millisecondsLeft, bool isLive) => Assert.That(
        new PartnerContract { ContractId = "c", Status = status, ExpiresAt = Now.AddMilliseconds(millisecondsLeft) }.IsLive(Now), Is.EqualTo(isLive));

    private static string[] Choose(PartnerContract[] contracts, SignatureDemand demand) =>
    [
        .. KeyChoice.Candidates(PartnerOf(contracts), demand, Now).Select(key =>
            $"{Keys.Single(pair => ReferenceEquals(pair.Value, key.Credential)).Key} {(key.IsLive ? "live" : "ended")} {key.Contract.ContractId}"),
    ];

    private static string Name(Partner partner, CandidateKey key, SignatureDemand demand) => string.Join(
        ' ', partner.Contracts.Select(contract => KeyChoice.Named(partner, key, demand, contract.ContractId, Now)?.ContractId ?? "-"));

    private static Partner PartnerOf(params PartnerContract[] contracts) => new() { NodeId = "p", Contracts = contracts };

    private static PartnerContract Approved(string id, string key, int days) => new()
    {
        ContractId = id,
        Status = ApprovalStatus.Approved,
        ApprovedAt = Now.AddDays(-days),
        ExpiresAt = Now.AddYears(1),
        Credential = Keys[key],
    };

    private static PartnerContract Ended(string id, string key, int days) => Approved(id, key, days) with { Status = ApprovalStatus.Terminated };

    private static PartnerContract Applied(string id, string key, ApprovalStatus status = ApprovalStatus.Applied) =>
        Approved(id, key, 0) with { Status = status, ApprovedAt = null };

    private static PartnerCredential NewCredential()
    {
        using SigningKey key = SigningKey.Generate(SignatureAlgorithmIds.Sha256Ecdsa);
        return Reader.Read(AuthTypes.PublicKey, key.AuthCredential);
    }
}
