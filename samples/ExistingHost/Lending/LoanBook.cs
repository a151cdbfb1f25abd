using ExistingHost.Catalogue;
using Interconn.Sdk.EntityFrameworkCore;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Permits;

namespace ExistingHost.Lending;

/// <summary>Books a loan in the transaction that issues the permit: there is never one without the other.</summary>
internal sealed class LoanBook : INodeChangeInterceptor<CatalogueContext>
{
    public ValueTask SavingAsync(NodeChange change, CatalogueContext context, CancellationToken cancellationToken)
    {
        context.Loans.AddRange(change.NewPermits.Where(static permit => permit.ResourceType == ResourceType.Dataset).Select(static permit => new Loan
        {
            Id = permit.PermitId,
            DatasetId = permit.ResourceId,
            Borrower = permit.UserNodeId,
            LentAt = permit.IssuedAt,
            ReadsAllowed = permit.TimesLimit,
        }));
        return ValueTask.CompletedTask;
    }
}
