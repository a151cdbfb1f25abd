using Interconn.Sdk.EntityFrameworkCore;
using Interconn.Sdk.EntityFrameworkCore.Migrations;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.PostgreSql.Migrations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Interconn.Sdk.PostgreSql.Tests;

/// <summary>The schema: how it is made and brought up, and that it is the model's.</summary>
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class PostgreSqlSchemaTests
{
    private const string AllMigrations = "SELECT \"MigrationId\" FROM interconn_migrations ORDER BY 1";

    // All that tells one table from another: columns with types and defaults, constraints, and indexes with their filters.
    private const string Description = """
        SELECT format('%s.%s %s %s %s %s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, pg_get_expr(d.adbin, d.adrelid))
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
        WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND c.relname <> 'interconn_migrations'
        UNION ALL
        SELECT format('%s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) FROM pg_constraint
        WHERE connamespace = current_schema()::regnamespace AND conrelid <> coalesce(to_regclass('interconn_migrations'), 0)
        UNION ALL
        SELECT replace(indexdef, current_schema() || '.', '') FROM pg_indexes WHERE schemaname = current_schema() AND tablename <> 'interconn_migrations'
        ORDER BY 1
        """;

    private static readonly string[] Latest = [M01Initial.Name, M02Turns.Name, M03Indexes.Name, M04Traces.Name];

    private PostgreSqlSchema schema = null!;

    [SetUp]
    public async Task MakeSchemaAsync() => schema = await PostgreSqlSchema.CreateAsync();

    [TearDown]
    public async Task DropSchemaAsync()
    {
        if (schema is not null)
        {
            await schema.DisposeAsync();
        }
    }

    [Test]
    public async Task Migrations_MakeTheSchemaThatTheModelDescribes()
    {
        await using PostgreSqlSchema ofModel = await PostgreSqlSchema.CreateAsync();
        await using ServiceProvider services = PostgreSqlStores.Build(schema.ConnectionString);
        await services.MigrateInterconnStoresAsync();
        await using InterconnPostgreSqlContext context = await ContextAsync(services);
        await ofModel.ExecuteAsync(context.Database.GenerateCreateScript());
        IReadOnlyList<string> expected = await ofModel.ListAsync(Description);
        Assert.That(expected, Has.Some.StartsWith("interconn_outbox.sequence bigint").And.Some.Contains("CREATE UNIQUE INDEX ix_interconn_outbox_message"));
        Assert.That(await schema.ListAsync(Description), Is.EqualTo(expected));
    }

    [Test]
    public async Task Migrate_FromTheFirstSchema_KeepsWhatEveryTableHolds()
    {
        await using ServiceProvider services = PostgreSqlStores.Build(schema.ConnectionString);
        await MakeFirstSchemaAsync(services);
        INodeStore store = services.GetRequiredService<INodeStore>();
        var permits = services.GetRequiredService<Permits.IPermitStore>();
        var guard = services.GetRequiredService<Signing.IReplayGuard>();
        NodeChange before = Records.Change(Records.Contract("c-1"), Records.Audit("a-1", "c-1")) with
        {
            NewPermits = [Records.Permit("p-1", timesLimit: 2)],
        };
        Assert.That(await store.TryCommitAsync(before, CancellationToken.None), Is.True);
        Assert.That((await permits.TryUseAsync("p-1", Records.Now, CancellationToken.None)).UsesLeft, Is.EqualTo(1));
        Assert.That(await guard.TryAddAsync(Records.Nonce("n-1"), CancellationToken.None), Is.EqualTo(Signing.ReplayVerdict.Fresh));

        // The outbox has a column more since, so that its row is written as the first version did.
        await schema.ExecuteAsync(
            """
            INSERT INTO interconn_outbox (
                message_id, partner_node_id, kind, contract_id, body, lane, state, version, created_at, next_attempt_at, attempts, last_code, takeable_at)
            VALUES (
                'm-1', 'JG-1', 'ContractConfirmation', 'c-1', 'plain:{"status":"APPROVED"}', 'lane 1', 'Pending', 3,
                '2025-01-02 03:04:05Z', '2025-01-02 03:04:06Z', 2, 50301, '2025-01-02 03:04:06Z')
            """);

        await services.MigrateInterconnStoresAsync();

        Assert.That(await schema.ListAsync(AllMigrations), Is.EqualTo(Latest));
        ContractRecord? contract = await store.FindContractAsync(before.Contracts[0].Key, CancellationToken.None);
        OutboxMessage? message = await store.FindMessageAsync("m-1", CancellationToken.None);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(contract, Is.EqualTo(before.Contracts[0] with { Version = 1, Partner = contract!.Partner, WaitingKeys = contract.WaitingKeys }));
            Assert.That(contract.Partner, Is.EqualTo(before.Contracts[0].Partner));
            Assert.That(await store.FindAuditAsync(before.Audits[0].Key, CancellationToken.None), Is.EqualTo(before.Audits[0] with { Version = 1 }));
            Assert.That(
                (message!.PartnerNodeId, message.Kind, message.Body, message.State, message.Version, message.Attempts, message.LastCode, message.TraceParent),
                Is.EqualTo(("JG-1", OutboxKind.ContractConfirmation, """{"status":"APPROVED"}""", OutboxState.Pending, 3L, 2, 50301, (string?)null)));
            Assert.That(message.NextAttemptAt, Is.EqualTo(new DateTimeOffset(2025, 1, 2, 3, 4, 6, TimeSpan.Zero)));
            Assert.That((await permits.TryUseAsync("p-1", Records.Now, CancellationToken.None)).UsesLeft, Is.Zero);
            Assert.That(await guard.TryAddAsync(Records.Nonce("n-1"), CancellationToken.None), Is.EqualTo(Signing.ReplayVerdict.Replayed));
        }

        var turn = new Turn { Key = "row", Number = 0 };
        Assert.That(await store.TryCommitAsync(Records.Change() with { Turns = [turn] }, CancellationToken.None), Is.True, "what the migration added");
    }

    [Test]
    public async Task Migrate_InTenProcessesAtOnce_IsDoneByOneAndWaitedForByTheOthers()
    {
        ServiceProvider[] processes = [.. Enumerable.Range(0, 10).Select(_ => PostgreSqlStores.Build(schema.ConnectionString))];
        await Crowd.RunAsync(processes.Length, async number =>
        {
            await processes[number].MigrateInterconnStoresAsync();
            await processes[number].GetRequiredService<INodeStore>().CheckAsync(CancellationToken.None);
            return true;
        });
        Assert.That(await schema.ListAsync(AllMigrations), Is.EqualTo(Latest));
        foreach (ServiceProvider process in processes)
        {
            await process.DisposeAsync();
        }
    }

    [Test]
    public async Task Migrate_Twice_ChangesNothingTheSecondTime()
    {
        await using ServiceProvider services = PostgreSqlStores.Build(schema.ConnectionString);
        await services.MigrateInterconnStoresAsync();
        IReadOnlyList<string> before = await schema.ListAsync(Description);
        await services.MigrateInterconnStoresAsync();
        Assert.That(await schema.ListAsync(Description), Is.EqualTo(before));
    }

    [Test]
    public async Task Migrate_ThatFailsInTheMiddle_LeavesTheSchemaAsItWas()
    {
        await using ServiceProvider services = PostgreSqlStores.Build(schema.ConnectionString);
        await schema.ExecuteAsync("CREATE TABLE interconn_turns (other text)");
        Assert.That(() => services.MigrateInterconnStoresAsync(), Throws.InstanceOf<Npgsql.PostgresException>());
        Assert.That(
            await schema.ListAsync("SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema()"), Is.EqualTo(new[] { "interconn_turns" }));
    }

    [Test]
    public async Task Migrate_ASchemaOfALaterVersion_IsRefusedWithTheNameOfTheMigration()
    {
        await using ServiceProvider services = PostgreSqlStores.Build(schema.ConnectionString);
        await services.MigrateInterconnStoresAsync();
        await schema.ExecuteAsync("INSERT INTO interconn_migrations VALUES ('99_Later', '99')");
        Assert.That(() => services.MigrateInterconnStoresAsync(), Throws.InvalidOperationException.With.Message.Contains("99_Later"));
        Assert.That(() => StartAsync(services), Throws.InvalidOperationException.With.Message.Contains("99_Later"));
    }

    [Test]
    public async Task Start_WithASchemaThatLacksSomething_IsRefusedWithTheRemedy()
    {
        await using ServiceProvider services = PostgreSqlStores.Build(schema.ConnectionString);
        Assert.That(
            () => StartAsync(services),
            Throws.InvalidOperationException.With.Message.Contains(M01Initial.Name)
                .And.Message.Contains(nameof(InterconnStoreServiceProviderExtensions.MigrateInterconnStoresAsync))
                .And.Message.Contains(nameof(InterconnStoreOptions.MigrateAtStart)));
        await MakeFirstSchemaAsync(services);
        Assert.That(() => StartAsync(services), Throws.InvalidOperationException.With.Message.Contains($"lacks {M02Turns.Name}, {M03Indexes.Name}, {M04Traces.Name}."));
    }

    [Test]
    public async Task Start_ThatMayMigrate_MakesTheSchema()
    {
        var collection = new ServiceCollection();
        collection.AddInterconnPostgreSqlStores(schema.ConnectionString, static options => options.MigrateAtStart = true);
        await using ServiceProvider services = collection.BuildServiceProvider();
        await StartAsync(services);
        Assert.That(await schema.ListAsync(AllMigrations), Is.EqualTo(Latest));
    }

    [Test]
    public async Task MigrateAndWork_UnderARoleThatMayChangeNoTables_NeedNoSuchRightOnceTheSchemaIsMade()
    {
        string role = schema.Name + "_role";
        await using (ServiceProvider owner = PostgreSqlStores.Build(schema.ConnectionString))
        {
            await owner.MigrateInterconnStoresAsync();
        }

        await schema.ExecuteAsync($"""
            CREATE ROLE {role};
            GRANT USAGE ON SCHEMA {schema.Name} TO {role};
            GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema.Name} TO {role}
            """);
        try
        {
            string connectionString = schema.With(builder => builder.Options = $"-c role={role}");
            Assert.That(
                () => PostgreSqlServer.ExecuteAsync(connectionString, "CREATE TABLE another (id int)"),
                Throws.InstanceOf<Npgsql.PostgresException>().With.Property(nameof(Npgsql.PostgresException.SqlState)).EqualTo("42501"));
            await using PostgreSqlStores stores = await PostgreSqlStores.StartAsync(schema: schema, connectionString: connectionString);
            await StartAsync(stores.Services);
            Assert.That(await stores.Node.TryCommitAsync(Records.Change(message: Records.Message("m-1", "lane 1")), CancellationToken.None), Is.True);
            await stores.Node.CheckAsync(CancellationToken.None);
            await using var connection = new Npgsql.NpgsqlConnection(connectionString);
            Npgsql.NpgsqlConnection.ClearPool(connection);
        }
        finally
        {
            await schema.ExecuteAsync($"DROP OWNED BY {role}; DROP ROLE {role}");
        }
    }

    [Test]
    public async Task TwoNodes_InTwoSchemasOfOneDatabase_DoNotSeeEachOther()
    {
        await using PostgreSqlStores one = await PostgreSqlStores.StartAsync(schema: schema);
        await using PostgreSqlStores other = await PostgreSqlStores.StartAsync();
        foreach (PostgreSqlStores stores in new[] { one, other })
        {
            Assert.That(await stores.Node.TryCommitAsync(Records.Change(Records.Contract("c-1")), CancellationToken.None), Is.True);
            Assert.That(await stores.Guard.TryAddAsync(Records.Nonce("n-1"), CancellationToken.None), Is.EqualTo(Signing.ReplayVerdict.Fresh));
            Assert.That(await stores.Permits.AddAsync(Records.Permit("p-1"), CancellationToken.None), Is.True);
        }

        Assert.That(await one.Permits.RevokeAsync("p-1", Records.Now, CancellationToken.None), Is.True);
        Assert.That((await other.Permits.FindAsync("p-1", CancellationToken.None))?.IsRevoked, Is.False);
    }

    [Test]
    public async Task TwoNodes_InTwoSchemasOfOneDatabase_DoNotWaitForEachOther()
    {
        await using PostgreSqlStores one = await PostgreSqlStores.StartAsync(schema: schema);
        await using PostgreSqlStores other = await PostgreSqlStores.StartAsync();
        await other.Node.TryCommitAsync(Records.Change(message: Records.Message("m-1", "lane 1")), CancellationToken.None);
        await using InterconnPostgreSqlContext context = await ContextAsync(one.Services);
        await using var transaction = await context.Database.BeginTransactionAsync();
        await EntityFrameworkCore.Work.PostgreSqlDialect.Instance.LockOutboxAsync(context, CancellationToken.None);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var claim = new OutboxClaim { Now = Records.Now, Until = Records.Now.AddMinutes(1), Take = 1 };
        Assert.That(await other.Node.ClaimMessagesAsync(claim, limit.Token), Has.Count.EqualTo(1));
    }

    private static Task StartAsync(IServiceProvider services) =>
        services.GetServices<IHostedService>().OfType<StoreStartup>().Single().StartingAsync(CancellationToken.None);

    private static Task<InterconnPostgreSqlContext> ContextAsync(IServiceProvider services) =>
        services.GetRequiredService<IDbContextFactory<InterconnPostgreSqlContext>>().CreateDbContextAsync();

    /// <summary>Makes the schema of the first version, by its script, as a database administrator would.</summary>
    private async Task MakeFirstSchemaAsync(IServiceProvider services)
    {
        await using InterconnPostgreSqlContext context = await ContextAsync(services);
        await using Stream script = typeof(M01Initial).Assembly.GetManifestResourceStream(M01Initial.Name + ".sql")!;
        using var reader = new StreamReader(script);
        IHistoryRepository history = context.GetService<IHistoryRepository>();
        await schema.ExecuteAsync(await reader.ReadToEndAsync() + history.GetCreateScript() + history.GetInsertScript(new HistoryRow(M01Initial.Name, "10.0.0")));
    }
}
