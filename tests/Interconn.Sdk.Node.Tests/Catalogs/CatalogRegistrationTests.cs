using Interconn.Sdk.Components;
using Interconn.Sdk.Datasets;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node.Catalogs;
using Interconn.Sdk.Node.Tests.Audits;
using Interconn.Sdk.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Node.Tests.Catalogs;

/// <summary>How a host gives its catalogues to the node.</summary>
public sealed class CatalogRegistrationTests
{
    [Test]
    public async Task AddCatalog_BeforeOrAfterAddNode_IsTheHosts([Values] bool isBefore)
    {
        InterconnBuilder builder = NewBuilder();
        if (isBefore)
        {
            Add(builder).AddNode();
        }
        else
        {
            Add(builder.AddNode());
        }

        await using ServiceProvider services = builder.Services.BuildServiceProvider(validateScopes: true);
        await using AsyncServiceScope scope = services.CreateAsyncScope();
        Assert.That(scope.ServiceProvider.GetRequiredService<IDatasetCatalog>(), Is.TypeOf<ScopedDatasets>());
        Assert.That(scope.ServiceProvider.GetRequiredService<IComponentCatalog>(), Is.TypeOf<ScopedComponents>());
        Assert.That(scope.ServiceProvider.GetRequiredService<IProjectCatalog>(), Is.TypeOf<InMemoryProjectCatalog>());

        static InterconnBuilder Add(InterconnBuilder builder) => builder.AddDatasetCatalog<ScopedDatasets>().AddComponentCatalog<ScopedComponents>();
    }

    [Test]
    public async Task AddCatalog_Twice_TheLastCounts()
    {
        InterconnBuilder builder = NewBuilder().AddNode().AddDatasetCatalog<ScopedDatasets>().AddDatasets(AuditSamples.CatalogEntry("d-1"));
        await using ServiceProvider services = builder.Services.BuildServiceProvider();
        Assert.That(services.GetServices<IDatasetCatalog>().Single(), Is.TypeOf<InMemoryDatasetCatalog>());
    }

    [Test]
    public async Task AddNode_WithoutCatalogues_HasEmptyOnes()
    {
        await using AuditNode node = await AuditNode.StartAsync();
        Page<ComponentSummary> components = await node.Partner.Components.ListAsync(new ComponentListQuery { ContractId = TestNode.ContractId });
        Assert.That(components.Total, Is.Zero);
    }

    [Test]
    public async Task Catalogue_OfTheHost_MayTakeScopedServices()
    {
        await using AuditNode node = await AuditNode.StartAsync(builder =>
        {
            builder.Services.AddScoped<ScopedService>();
            builder.AddDatasetCatalog<ScopedDatasets>();
        });
        DatasetDetail detail = await node.Partner.Datasets.QueryAsync(new DatasetQuery { ContractId = TestNode.ContractId, DatasetId = "anything" });
        Assert.That(detail.DatasetId, Is.EqualTo("anything"));
        Assert.That((await node.GrantDatasetAsync("a-1", datasetId: "whatever")).ResourceId, Is.EqualTo("whatever"));
    }

    private static InterconnBuilder NewBuilder()
    {
        var services = new ServiceCollection();
        services.AddScoped<ScopedService>();
        return services.AddInterconn(options =>
        {
            options.Node.NodeId = TestNode.HolderId;
            options.SigningKey = TestKeys.HolderKey;
        });
    }

    private sealed class ScopedService;

    private sealed class ScopedDatasets : IDatasetCatalog
    {
        public ScopedDatasets(ScopedService service) => ArgumentNullException.ThrowIfNull(service);

        public ValueTask<Page<DatasetSummary>> ListPublicAsync(PageWindow window, InterconnContext context, CancellationToken cancellationToken) =>
            ValueTask.FromResult(new Page<DatasetSummary> { Records = [], Total = 0 });

        public ValueTask<CatalogDataset?> FindAsync(string datasetId, InterconnContext context, CancellationToken cancellationToken) =>
            ValueTask.FromResult<CatalogDataset?>(AuditSamples.CatalogEntry(datasetId));
    }

    private sealed class ScopedComponents : IComponentCatalog
    {
        public ScopedComponents(ScopedService service) => ArgumentNullException.ThrowIfNull(service);

        public ValueTask<Page<ComponentSummary>> ListAsync(
            ComponentListQuery query, PageWindow window, InterconnContext context, CancellationToken cancellationToken) =>
            ValueTask.FromResult(new Page<ComponentSummary> { Records = [], Total = 0 });

        public ValueTask<ComponentDetail?> FindAsync(string code, string version, InterconnContext context, CancellationToken cancellationToken) =>
            ValueTask.FromResult<ComponentDetail?>(null);
    }
}
