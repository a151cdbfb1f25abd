using Interconn.Sdk.Audits;

namespace Interconn.Sdk.Node.Lifecycles;

/// <summary>One line of the table of a lifecycle.</summary>
/// <param name="By">Who may do it, whichever of the two nodes that is.</param>
/// <param name="Act">What is done.</param>
/// <param name="From">In which status.</param>
/// <param name="To">The status that follows.</param>
public sealed record LegalMove(PartyRole By, LifecycleAct Act, ApprovalStatus From, ApprovalStatus To);
