using Interconn.Sdk.Audits;

namespace Interconn.Sdk.Node.Lifecycles;

/// <summary>
/// The life of a contract or an audit as a table of legal moves, the same for both nodes: what the table does not have is refused, whoever asks.
/// </summary>
public sealed class Lifecycle
{
    private Lifecycle(params LegalMove[] moves) => Moves = moves;

    /// <summary>
    /// Contracts: the holder decides; while a contract is applied for its applicant may withdraw (the holder rejects instead); once it is approved either ends it.
    /// </summary>
    public static Lifecycle Contract { get; } = new(
        new(PartyRole.Holder, LifecycleAct.Approve, ApprovalStatus.Applied, ApprovalStatus.Approved),
        new(PartyRole.Holder, LifecycleAct.Reject, ApprovalStatus.Applied, ApprovalStatus.Rejected),
        new(PartyRole.Applicant, LifecycleAct.Terminate, ApprovalStatus.Applied, ApprovalStatus.Terminated),
        new(PartyRole.Applicant, LifecycleAct.Terminate, ApprovalStatus.Approved, ApprovalStatus.Terminated),
        new(PartyRole.Holder, LifecycleAct.Terminate, ApprovalStatus.Approved, ApprovalStatus.Terminated));

    /// <summary>Audits: the same, but that either side may end one that is still applied for.</summary>
    public static Lifecycle Audit { get; } = new(
        [.. Contract.Moves, new(PartyRole.Holder, LifecycleAct.Terminate, ApprovalStatus.Applied, ApprovalStatus.Terminated)]);

    /// <summary>The table.</summary>
    public IReadOnlyList<LegalMove> Moves { get; }

    /// <summary>The status that an act leads to, legal or not.</summary>
    /// <param name="act">What is done.</param>
    /// <returns>The status.</returns>
    public static ApprovalStatus Target(LifecycleAct act) => act switch
    {
        LifecycleAct.Approve => ApprovalStatus.Approved,
        LifecycleAct.Reject => ApprovalStatus.Rejected,
        LifecycleAct.Terminate => ApprovalStatus.Terminated,
        _ => throw new ArgumentOutOfRangeException(nameof(act)),
    };

    /// <summary>Judges an act.</summary>
    /// <param name="by">Who does it.</param>
    /// <param name="act">What is done.</param>
    /// <param name="status">Where the thing stands, expiry counted.</param>
    /// <returns>Whether it is legal, a repeat by one who may do it at all, or neither.</returns>
    public MoveVerdict Judge(PartyRole by, LifecycleAct act, ApprovalStatus status)
    {
        bool isTheirs = false;
        foreach (LegalMove move in Moves)
        {
            if (move.By != by || move.Act != act)
            {
                continue;
            }

            if (move.From == status)
            {
                return MoveVerdict.Legal;
            }

            isTheirs = true;
        }

        return isTheirs && status == Target(act) ? MoveVerdict.Repeat : MoveVerdict.Illegal;
    }
}
