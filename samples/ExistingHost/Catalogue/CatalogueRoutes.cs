using ExistingHost.Staff;
using Microsoft.EntityFrameworkCore;

namespace ExistingHost.Catalogue;

/// <summary>The catalogue for the house's own people. All of it demands a login, by the fallback policy of the host.</summary>
internal static class CatalogueRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/datasets", static (CatalogueContext catalogue, CancellationToken cancellationToken) =>
            catalogue.Datasets.AsNoTracking().OrderBy(static dataset => dataset.Id)
                .Select(static dataset => new { dataset.Id, dataset.Name, dataset.Department, dataset.Rows, Sharing = dataset.Sharing.ToString() })
                .ToListAsync(cancellationToken));

        routes.MapGet("/loans", static (CatalogueContext catalogue, CancellationToken cancellationToken) =>
            catalogue.Loans.AsNoTracking().OrderBy(static loan => loan.Id).ToListAsync(cancellationToken));

        routes.MapPut("/datasets/{id}/sharing/{sharing}", ShareAsync).RequireAuthorization(StaffRoles.Steward);
    }

    private static async Task<IResult> ShareAsync(string id, Sharing sharing, CatalogueContext catalogue, CancellationToken cancellationToken)
    {
        int found = await catalogue.Datasets.Where(dataset => dataset.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(static dataset => dataset.Sharing, sharing), cancellationToken);
        return found == 0 ? Results.NotFound() : Results.NoContent();
    }
}
