using Interconn.Sdk.Audits;
using Interconn.Sdk.EntityFrameworkCore.Tests.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.EntityFrameworkCore.Tests.Hosting;

/// <summary>However the host has registered its context, and whatever is missing when it starts.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class RegistrationTests(DatabaseKind kind)
{
    /// <summary>The ways by which a host registers its context.</summary>
    public enum Registration
    {
        Scoped,
        Pool,
        Factory,
        ScopedFactory,
        PooledFactory,
    }

    private TestDatabase database = null!;

    [SetUp]
    public async Task MakeAsync() => database = await TestDatabase.CreateAsync(kind);

    [TearDown]
    public async Task DropAsync() => await (database?.DisposeAsync() ?? ValueTask.CompletedTask);

    [Test]
    public async Task Node_OnAContextHoweverRegistered_KeepsItsRecordsAndJoinsTransactions([Values] Registration registration)
    {
        await MakeTablesAsync();
        await using Shop shop = await Shop.StartAsync(database, services => Register(services, registration));
        Shop.Application application = await shop.ApplyAsync(await shop.StartPartnerAsync());

        // Twice, so that a context of a pool is used again after it.
        Assert.That(() => TransactAsync(shop, application, fails: true), Throws.InvalidOperationException);
        await TransactAsync(shop, application, fails: false);

        Assert.That(await shop.OrdersAsync(), Is.EqualTo(new[] { "o-1" }));
        Assert.That((await application.WaitAtPartnerAsync()).Status, Is.EqualTo(ApprovalStatus.Approved));
    }

    [Test]
    public void Start_WithoutTheTables_IsRefusedWithWhatToDo() => Assert.That(
        () => Shop.StartAsync(database),
        Throws.InvalidOperationException.With.Message.Contains("interconn_contracts").And.Message.Contains("migrations"));

    [TestCase("interconn_outbox", "last_failure")]
    [TestCase("interconn_turns", "taken_at")]
    public async Task Start_WithATableThatLacksAColumn_IsRefusedWithItsName(string table, string column)
    {
        await MakeTablesAsync();
        await using (ShopContext context = database.Open())
        {
            await ExecuteAsync(context, $"ALTER TABLE {table} RENAME COLUMN {column} TO another");
        }

        Assert.That(() => Shop.StartAsync(database), Throws.InvalidOperationException.With.Message.Contains(table));
    }

    [Test]
    public void Start_WithAContextThatLacksTheNodesModel_IsRefusedWithWhatToDo() => Assert.That(
        () => StartAsync<EmptyContext>(services => services.AddDbContext<EmptyContext>(database.Use)),
        Throws.InvalidOperationException.With.Message.Contains("modelBuilder.UseInterconn()"));

    [Test]
    public void Start_WithAContextThatIsNotRegistered_IsRefusedWithWhatToDo() => Assert.That(
        () => StartAsync<ShopContext>(static _ => { }), Throws.InvalidOperationException.With.Message.Contains("AddDbContext"));

    [Test]
    public void AddStores_Twice_IsRefused()
    {
        var services = new ServiceCollection();
        services.AddInterconnEntityFrameworkStores<ShopContext>();
        Assert.That(() => services.AddInterconnSqliteStores("Data Source=node.db"), Throws.InvalidOperationException);
    }

    [Test]
    public async Task Node_OnAContextThatRetriesByItself_WritesAndJoinsTransactions()
    {
        if (database is not PostgreSqlTestDatabase server)
        {
            Assert.Ignore("The provider of SQLite has no such way.");
            return;
        }

        await MakeTablesAsync();
        await using Shop shop = await Shop.StartAsync(database, services => services.AddDbContext<ShopContext>(server.UseWithRetries));
        Shop.Application application = await shop.ApplyAsync(await shop.StartPartnerAsync());
        await using AsyncServiceScope scope = shop.Host.Services.CreateAsyncScope();
        ShopContext context = scope.ServiceProvider.GetRequiredService<ShopContext>();
        await context.Database.CreateExecutionStrategy().ExecuteAsync(() => shop.Transactions.RunAsync(
            context,
            async token =>
            {
                context.Orders.Add(new Order { Number = "o-1" });
                await shop.Node.Approvals.ApproveAsync(application.Id, cancellationToken: token);
            }));
        Assert.That(await shop.OrdersAsync(), Is.EqualTo(new[] { "o-1" }));
        Assert.That((await application.WaitAtPartnerAsync()).Status, Is.EqualTo(ApprovalStatus.Approved));
    }

    private static async Task StartAsync<TContext>(Action<IServiceCollection> register)
        where TContext : DbContext
    {
        await using TestNode node = await TestNode.StartAsync(build: builder =>
        {
            register(builder.Services);
            builder.Services.AddInterconnEntityFrameworkStores<TContext>();
            builder.AddNode();
        });
    }

    private static async Task TransactAsync(Shop shop, Shop.Application application, bool fails)
    {
        await using AsyncServiceScope scope = shop.Host.Services.CreateAsyncScope();
        await using ShopContext context = scope.ServiceProvider.GetService<IDbContextFactory<ShopContext>>() is IDbContextFactory<ShopContext> factory
            ? await factory.CreateDbContextAsync()
            : scope.ServiceProvider.GetRequiredService<ShopContext>();
        await shop.Transactions.RunAsync(context, async token =>
        {
            context.Orders.Add(new Order { Number = "o-1" });
            await shop.Node.Approvals.ApproveAsync(application.Id, cancellationToken: token);
            if (fails)
            {
                throw new InvalidOperationException("undone");
            }
        });
    }

    private void Register(IServiceCollection services, Registration registration) => _ = registration switch
    {
        Registration.Pool => services.AddDbContextPool<ShopContext>(database.Use),
        Registration.Factory => services.AddDbContextFactory<ShopContext>(database.Use),
        Registration.ScopedFactory => services.AddDbContextFactory<ShopContext>(database.Use, ServiceLifetime.Scoped),
        Registration.PooledFactory => services.AddPooledDbContextFactory<ShopContext>(database.Use),
        _ => services.AddDbContext<ShopContext>(database.Use),
    };

    private async Task MakeTablesAsync()
    {
        await using ShopContext context = database.Open();
        await database.MakeTablesAsync(context);
    }

    private static async Task ExecuteAsync(DbContext context, string sql)
    {
        await context.Database.OpenConnectionAsync();
        await using System.Data.Common.DbCommand command = context.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // The text is the test's own.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    private sealed class EmptyContext(DbContextOptions<EmptyContext> options) : DbContext(options);
}
