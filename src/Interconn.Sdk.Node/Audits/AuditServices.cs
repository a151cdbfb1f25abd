using Interconn.Sdk.Components;
using Interconn.Sdk.Datasets;
using Interconn.Sdk.Flows;
using Interconn.Sdk.Jobs;
using Interconn.Sdk.Models;
using Interconn.Sdk.Node.Catalogs;
using Interconn.Sdk.Node.Permits;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Node.Upkeep;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Projects;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Node.Audits;

/// <summary>Registers what this folder brings, and with it the permits and the catalogues.</summary>
internal static class AuditServices
{
    public static void Add(IServiceCollection services)
    {
        services.TryAddSingleton<AuditContracts>();
        services.TryAddSingleton<AuditEnding>();
        services.TryAddSingleton(static provider => new AuditDecisions(
            provider.GetRequiredService<NodeState>(),
            provider.GetRequiredService<AuditContracts>(),
            provider.GetRequiredService<AuditEnding>(),
            provider.GetRequiredService<Schedule>(),
            provider.GetRequiredService<PermitIssuer>,
            provider.GetRequiredService<ILogger<AuditDecisions>>()));
        services.TryAddSingleton<AuditInquiries>();
        services.TryAddSingleton<AuditIntake>();
        services.TryAddSingleton<AuditDesk>();
        services.TryAddSingleton<IAuditUpkeep>(static provider => provider.GetRequiredService<AuditDesk>());
        services.TryAddSingleton(static provider => new NodeAudits(
            provider.GetRequiredService<AuditDesk>(),
            provider.GetRequiredService<NodeState>(),
            provider.GetRequiredService<ChangeFeed>(),
            provider.GetRequiredService<TimeProvider>()));
        PermitServices.Add(services);
        CatalogServices.Add(services);
        services.TryAddTransient<IDatasetHandler, DatasetHandler>();
        services.TryAddTransient<IProjectHandler, ProjectHandler>();
        services.TryAddTransient<IComponentHandler, ComponentHandler>();
        services.TryAddTransient<IFlowHandler, FlowHandler>();
        services.TryAddTransient<IJobHandler, JobHandler>();
        services.TryAddTransient<IModelHandler, ModelHandler>();
    }
}
