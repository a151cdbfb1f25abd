using Interconn.Sdk.Node.Approvals;
using Interconn.Sdk.Node.Keys;
using Interconn.Sdk.Node.Partners;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Node.Upkeep;
using Interconn.Sdk.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Interconn.Sdk.Node.Contracts;

/// <summary>Registers what this folder brings, and what knows partners by their contracts.</summary>
internal static class ContractServices
{
    public static void Add(IServiceCollection services)
    {
        services.TryAddSingleton<OwnKeys>();
        services.TryAddSingleton<ContractBook>();
        services.TryAddSingleton<ContractTransitions>();
        services.TryAddSingleton<ContractTurns>();
        services.TryAddSingleton<ContractEnding>();
        services.TryAddSingleton<ConfirmationResend>();
        services.TryAddSingleton<ApplicationsInFlight>();
        services.TryAddSingleton<ContractApplications>();
        services.TryAddSingleton<ContractConfirmations>();
        services.TryAddSingleton<ContractTerminations>();
        services.TryAddSingleton<ContractQueries>();
        services.TryAddSingleton<ContractInquiries>();
        services.TryAddSingleton<ContractDesk>();
        services.TryAddSingleton<IContractUpkeep>(static provider => provider.GetRequiredService<ContractDesk>());
        services.TryAddSingleton<OwnApplications>();
        services.TryAddTransient<INodeHandler, NodeHandler>();
        services.TryAddSingleton(static provider => new NodeContracts(
            provider.GetRequiredService<ContractBook>(),
            provider.GetRequiredService<ContractDesk>(),
            provider.GetRequiredService<OwnApplications>(),
            provider.GetRequiredService<ChangeFeed>(),
            provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(static provider => new NodeApprovals(
            provider.GetRequiredService<NodeState>(), provider.GetRequiredService<ContractDesk>(), provider.GetRequiredService<IAuditUpkeep>()));
        PartnerServices.Add(services);
    }
}
