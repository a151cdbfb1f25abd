using Interconn.Sdk.Datasets;
using Interconn.Sdk.EntityFrameworkCore.Tests.Databases;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node;
using Interconn.Sdk.Node.Approvals;
using Interconn.Sdk.Node.Catalogs;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Interconn.Sdk.EntityFrameworkCore.Tests.Hosting;

/// <summary>A host on real Kestrel with a node in its own context, and partners that are nodes as well.</summary>
internal sealed class Shop : IAsyncDisposable
{
    public const string DatasetId = "ds-shop";

    private readonly List<PartnerNode> partners = [];

    private Shop(TestDatabase database, TestNode host)
    {
        Database = database;
        Host = host;
    }

    public TestDatabase Database { get; }

    public TestNode Host { get; }

    public InterconnNode Node => Host.Services.GetRequiredService<InterconnNode>();

    public InterconnTransactions<ShopContext> Transactions => Host.Services.GetRequiredService<InterconnTransactions<ShopContext>>();

    /// <summary>Starts the host on a database that has its tables.</summary>
    /// <param name="database">The database; not disposed with the host.</param>
    /// <param name="register">Registers the context; null for AddDbContext.</param>
    /// <param name="build">Has the last word.</param>
    public static async Task<Shop> StartAsync(TestDatabase database, Action<IServiceCollection>? register = null, Action<IServiceCollection>? build = null)
    {
        TestNode host = await TestNode.StartAsync(
            static options =>
            {
                options.Node.Name = "shop";
                options.Node.Institution = "institution of the shop";
                options.Node.System = "test";
                options.Node.SystemVersion = "1.0";
                options.OfferedAddresses.PrivateNetworks.Add("127.0.0.0/8");
                options.OfferedAddresses.Ports.Add(0);
            },
            builder =>
            {
                if (register is null)
                {
                    builder.Services.AddDbContext<ShopContext>(database.Use);
                }
                else
                {
                    register(builder.Services);
                }

                builder.Services.AddInterconnEntityFrameworkStores<ShopContext>();
                builder.AddNode().AddDatasets(new CatalogDataset(new DatasetDetail { DatasetId = DatasetId, Name = "shop", Owner = "shop", ColumnMetas = [] }));
                build?.Invoke(builder.Services);
            });
        host.Services.GetRequiredService<IOptions<InterconnOptions>>().Value.Node.Address = host.Address;
        return new Shop(database, host);
    }

    /// <summary>A partner that approves whatever it is asked. It is disposed with the shop.</summary>
    public async Task<PartnerNode> StartPartnerAsync(string nodeId = PartnerNodeOptions.DefaultNodeId)
    {
        PartnerNode partner = await PartnerNode.StartAsync(new PartnerNodeOptions { NodeId = nodeId });
        partners.Add(partner);
        return partner;
    }

    /// <summary>A partner applies for a contract, which waits for the shop's decision.</summary>
    public async Task<Application> ApplyAsync(PartnerNode partner)
    {
        ContractRecord contract = await partner.Node.Contracts.ApplyAsync(Host.Address, TestNode.HolderId, TestKeys.HolderKey.PublicKey.Fingerprint);
        return new Application(partner, new ContractKey(partner.NodeId, contract.ContractId));
    }

    /// <summary>A contract in force between the shop and a partner, which both know of.</summary>
    public async Task<Application> ContractAsync(PartnerNode partner)
    {
        Application application = await ApplyAsync(partner);
        await Node.Approvals.ApproveAsync(application.Id);
        await application.WaitAtPartnerAsync();
        await Node.Outbox.WaitUntilEmptyAsync(partner.NodeId);
        return application;
    }

    /// <summary>Runs work in a transaction on a context as a request would get it.</summary>
    public async Task TransactAsync(Func<ShopContext, Task> workAsync, CancellationToken cancellationToken = default)
    {
        await using AsyncServiceScope scope = Host.Services.CreateAsyncScope();
        ShopContext context = scope.ServiceProvider.GetRequiredService<ShopContext>();
        await Transactions.RunAsync(context, _ => workAsync(context), cancellationToken);
    }

    /// <summary>Does something as another request would, which is in no transaction.</summary>
    public static Task<T> ElsewhereAsync<T>(Func<Task<T>> workAsync)
    {
        using (ExecutionContext.SuppressFlow())
        {
            return Task.Run(workAsync);
        }
    }

    /// <summary>The numbers of the orders that are committed.</summary>
    public async Task<string[]> OrdersAsync()
    {
        await using ShopContext context = Database.Open();
        return await context.Orders.OrderBy(static order => order.Number).Select(static order => order.Number).ToArrayAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (PartnerNode partner in partners)
        {
            await partner.DisposeAsync();
        }

        // Lets what is under way come to its end: the tables are dropped next.
        await Host.Services.GetRequiredService<IHost>().StopAsync();
        await Host.DisposeAsync();
    }

    /// <summary>A partner's application for a contract.</summary>
    public sealed record Application(PartnerNode Partner, ContractKey Key)
    {
        public ApprovalId Id => new(Key);

        /// <summary>How the partner has it.</summary>
        public async Task<ContractRecord> AtPartnerAsync() => (await Partner.Node.Contracts.FindAsync(TestNode.HolderId, Key.ContractId))!;

        /// <summary>Waits until the partner knows the decision.</summary>
        public Task<ContractRecord> WaitAtPartnerAsync() => Partner.Node.Contracts.WaitForDecisionAsync(TestNode.HolderId, Key.ContractId);
    }
}
