using Interconn.Sdk.Audits;
using Interconn.Sdk.EntityFrameworkCore.Tests.Databases;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node;
using Interconn.Sdk.Node.Approvals;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Interconn.Sdk.EntityFrameworkCore.Tests.Hosting;

/// <summary>A node with a name in the context that the host registered for itself.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class NamedNodeTests(DatabaseKind kind)
{
    private const string Bank = "bank";

    [Test]
    public async Task NamedNode_InTheHostsContext_CommitsTogetherWithTheHost()
    {
        await using TestDatabase database = await TestDatabase.CreateWithTablesAsync(kind);
        await using PartnerNode partner = await PartnerNode.StartAsync();
        await using WebApplication app = await StartAsync(database);
        InterconnNode bank = app.Services.GetRequiredKeyedService<InterconnNode>(Bank);
        ContractRecord applied = await partner.Node.Contracts.ApplyAsync(new Uri(app.Urls.First()), bank.NodeId, TestKeys.HolderKey.PublicKey.Fingerprint);

        await using (AsyncServiceScope scope = app.Services.CreateAsyncScope())
        {
            ShopContext context = scope.ServiceProvider.GetRequiredService<ShopContext>();
            var transactions = app.Services.GetInterconnServices(Bank).GetRequiredService<InterconnTransactions<ShopContext>>();
            await transactions.RunAsync(context, async token =>
            {
                context.Orders.Add(new Order { Number = "o-1", ContractId = applied.ContractId });
                await bank.Approvals.ApproveAsync(new ApprovalId(new ContractKey(partner.NodeId, applied.ContractId)), cancellationToken: token);
            });
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        Assert.That((await partner.Node.Contracts.WaitForDecisionAsync(bank.NodeId, applied.ContractId, patience.Token)).Status, Is.EqualTo(ApprovalStatus.Approved));
        await using (ShopContext context = database.Open())
        {
            Assert.That(await context.Orders.Select(static order => order.ContractId).SingleAsync(), Is.EqualTo(applied.ContractId));
        }

        // Lets what is under way come to its end: the tables are dropped next.
        await app.StopAsync();
    }

    [Test]
    public async Task TwoNodes_InOneContext_StopTheStart()
    {
        await using TestDatabase database = await TestDatabase.CreateWithTablesAsync(kind);
        await using WebApplication app = Build(database, Bank, "telecom");
        Assert.That(() => app.StartAsync(), Throws.InvalidOperationException.With.Message.Contains("in one place"));
    }

    private static async Task<WebApplication> StartAsync(TestDatabase database)
    {
        WebApplication app = Build(database, Bank);
        app.MapInterconn(Bank);
        await app.StartAsync();
        app.Services.GetInterconnServices(Bank).GetRequiredService<IOptions<InterconnOptions>>().Value.Node.Address = new Uri(app.Urls.First());
        return app;
    }

    private static WebApplication Build(TestDatabase database, params string[] names)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = Environments.Development });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddDbContext<ShopContext>(database.Use);
        foreach (string name in names)
        {
            InterconnBuilder node = builder.Services.AddInterconn(name, options =>
            {
                options.Node.NodeId = name + "-0001";
                options.Node.InstId = "BK01";
                options.Node.Name = name;
                options.Node.Institution = name;
                options.Node.System = "test";
                options.Node.SystemVersion = "1.0";
                options.SigningKey = TestKeys.HolderKey;
                options.OfferedAddresses.PrivateNetworks.Add("127.0.0.0/8");
                options.OfferedAddresses.Ports.Add(0);
            }).AddNode();
            node.Services.AddInterconnEntityFrameworkStores<ShopContext>();
        }

        return builder.Build();
    }
}
