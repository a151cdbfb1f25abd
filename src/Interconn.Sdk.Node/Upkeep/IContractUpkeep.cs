using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Approvals;
using Interconn.Sdk.Node.Contracts;

namespace Interconn.Sdk.Node.Upkeep;

/// <summary>What the upkeep has done with contracts.</summary>
internal interface IContractUpkeep
{
    /// <summary>Carries out what was said of an application.</summary>
    Task<ContractRecord> DecideAsync(ContractKey key, ApprovalDirective directive, CancellationToken cancellationToken);

    /// <summary>Asks the partner where a contract stands (3.5), acts on the answer, and plans the next question.</summary>
    Task<ApprovalStatus> InquireAsync(ContractKey key, CancellationToken cancellationToken);

    /// <summary>Ends a contract whose time is up, and what still hangs on one that has ended.</summary>
    Task ExpireAsync(ContractKey key, CancellationToken cancellationToken);
}
