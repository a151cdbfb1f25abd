using ExistingHost.Catalogue;
using Interconn.Sdk.Node.Approvals;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;

namespace ExistingHost.Lending;

/// <summary>Decides what partners apply for by the house's own tables. What the tables do not decide waits for a steward, at the administrator's routes.</summary>
internal sealed class LendingPolicy(CatalogueContext catalogue) : IApprovalPolicy
{
    public async ValueTask<ApprovalDirective> DecideContractAsync(ContractRecord contract, CancellationToken cancellationToken) =>
        await catalogue.Institutions.FindAsync([contract.PartnerNodeId], cancellationToken) is Institution known
            ? ApprovalDirective.Approve(new ApprovalTerms { ExpiresAt = known.AgreementEnds })
            : ApprovalDirective.Wait;

    public async ValueTask<ApprovalDirective> DecideAuditAsync(AuditRecord audit, CancellationToken cancellationToken)
    {
        if (audit.Resource != AuditResource.Dataset)
        {
            return ApprovalDirective.Wait;
        }

        Dataset? dataset = await catalogue.Datasets.FindAsync([audit.ResourceId], cancellationToken);
        return dataset?.Sharing switch
        {
            Sharing.ByAgreement => ApprovalDirective.Approve(new ApprovalTerms { TimesLimit = dataset.MaxReads }),
            Sharing.AfterReview => ApprovalDirective.Wait,
            _ => ApprovalDirective.Reject,
        };
    }
}
