using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ExistingHost.Catalogue;

/// <summary>Whether the database answers.</summary>
internal sealed class CatalogueHealth(CatalogueContext catalogue) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await catalogue.Database.CanConnectAsync(cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy();
}
