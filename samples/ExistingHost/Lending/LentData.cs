using ExistingHost.Catalogue;
using Interconn.Sdk.AspNetCore;
using Interconn.Sdk.Permits;
using Microsoft.EntityFrameworkCore;

namespace ExistingHost.Lending;

/// <summary>Hands out what a permit is for. The guard of the route has verified the call, and counted the use, before this runs.</summary>
internal static class LentData
{
    public static async Task<IResult> ReadAsync(string datasetId, HttpContext http, CatalogueContext catalogue, CancellationToken cancellationToken)
    {
        VerifiedPermit permit = http.GetInterconnContext().Permits[0];
        Dataset dataset = await catalogue.Datasets.AsNoTracking().SingleAsync(dataset => dataset.Id == datasetId, cancellationToken);
        await catalogue.Loans.Where(loan => loan.Id == permit.PermitId)
            .ExecuteUpdateAsync(static set => set.SetProperty(static loan => loan.Reads, static loan => loan.Reads + 1), cancellationToken);
        return Results.Text($"{dataset.Id}: {dataset.Rows} rows of {dataset.Department}, {permit.UsesLeft?.ToString() ?? "no end of"} uses left");
    }
}
