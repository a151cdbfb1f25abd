using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Lifecycles;
using static Interconn.Sdk.Audits.ApprovalStatus;
using static Interconn.Sdk.Node.Lifecycles.LifecycleAct;
using static Interconn.Sdk.Node.Lifecycles.PartyRole;

namespace Interconn.Sdk.Node.Tests.Lifecycles;

/// <summary>
/// Every combination of role, act and status, held against the decisions: APPLIED → APPROVED, REJECTED, TERMINATED; APPROVED → TERMINATED. The holder
/// decides. A contract is ended by either side once it is approved, and before that by the applicant; an audit by either side.
/// </summary>
public sealed class LifecycleTests
{
    private static readonly (PartyRole By, LifecycleAct Act, ApprovalStatus From)[] LegalOfContracts =
    [
        (Holder, Approve, Applied),
        (Holder, Reject, Applied),
        (Applicant, Terminate, Applied),
        (Applicant, Terminate, Approved),
        (Holder, Terminate, Approved),
    ];

    private static readonly (PartyRole By, LifecycleAct Act, ApprovalStatus From)[] LegalOfAudits =
    [
        (Holder, Approve, Applied),
        (Holder, Reject, Applied),
        (Applicant, Terminate, Applied),
        (Holder, Terminate, Applied),
        (Applicant, Terminate, Approved),
        (Holder, Terminate, Approved),
    ];

    // Acknowledged again, with nothing changed: the same decision by who decides, and an end by either side.
    private static readonly (PartyRole By, LifecycleAct Act, ApprovalStatus In)[] Repeats =
    [
        (Holder, Approve, Approved),
        (Holder, Reject, Rejected),
        (Applicant, Terminate, Terminated),
        (Holder, Terminate, Terminated),
    ];

    private static IEnumerable<TestCaseData> Combinations =>
        from lifecycle in new[] { "contract", "audit" }
        from who in Enum.GetValues<PartyRole>()
        from act in Enum.GetValues<LifecycleAct>()
        from status in Enum.GetValues<ApprovalStatus>()
        select new TestCaseData(lifecycle, who, act, status);

    [TestCaseSource(nameof(Combinations))]
    public void W63_Judge_EveryCombination_IsAsTheDecisionsSay(string lifecycle, PartyRole by, LifecycleAct act, ApprovalStatus status)
    {
        (PartyRole, LifecycleAct, ApprovalStatus)[] legal = lifecycle == "contract" ? LegalOfContracts : LegalOfAudits;
        MoveVerdict expected =
            legal.Contains((by, act, status)) ? MoveVerdict.Legal
            : Repeats.Contains((by, act, status)) ? MoveVerdict.Repeat
            : MoveVerdict.Illegal;

        Assert.That(Of(lifecycle).Judge(by, act, status), Is.EqualTo(expected));
    }

    [TestCase("contract")]
    [TestCase("audit")]
    public void Moves_EachLeadsWhereItsActLeads(string lifecycle)
    {
        Assert.That(Of(lifecycle).Moves, Has.All.Matches<LegalMove>(move => move.To == Lifecycle.Target(move.Act)));
        Assert.That(Of(lifecycle).Moves.Select(move => (move.By, move.Act, move.From)), Is.EquivalentTo(lifecycle == "contract" ? LegalOfContracts : LegalOfAudits));
    }

    [TestCase(Approve, Approved)]
    [TestCase(Reject, Rejected)]
    [TestCase(Terminate, Terminated)]
    public void Target_OfAnAct_IsTheStatusThatFollows(LifecycleAct act, ApprovalStatus expected) => Assert.That(Lifecycle.Target(act), Is.EqualTo(expected));

    [Test]
    public void Target_OfNoAct_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => Lifecycle.Target((LifecycleAct)9));

    private static Lifecycle Of(string lifecycle) => lifecycle == "contract" ? Lifecycle.Contract : Lifecycle.Audit;
}
