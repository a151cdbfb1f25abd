using System.Text.RegularExpressions;
using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Signing;
using Interconn.Sdk.TestHosting.Databases;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Sqlite.Tests;

/// <summary>The migrations make the schema of the model, from nothing and from every earlier one, whatever happens meanwhile.</summary>
[Parallelizable(ParallelScope.Children)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed partial class SqliteSchemaTests : IDisposable
{
    private const string Schema =
        "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_master WHERE tbl_name <> 'interconn_migrations' AND name NOT LIKE 'sqlite_%' ORDER BY type, name";

    private static readonly string[] Tables = ["interconn_audits", "interconn_contracts", "interconn_nonces", "interconn_outbox", "interconn_permits"];

    private readonly SqliteFile file = new();
    private readonly ManualTimeProvider clock = new(StoredRecords.Start);

    public void Dispose() => file.Dispose();

    [Test]
    public async Task Migrations_MakeTheSchemaOfTheModel()
    {
        await using SqliteStores migrated = await SqliteStores.StartAsync(clock, file);
        using var other = new SqliteFile();
        await using ServiceProvider services = SqliteStores.Build(other, clock);
        await using InterconnSqliteContext context = await services.GetRequiredService<IDbContextFactory<InterconnSqliteContext>>().CreateDbContextAsync();
        await context.Database.EnsureCreatedAsync();
        string[] expected = [.. other.Read(Schema).Select(Normalized)];
        Assert.That(expected, Has.Length.GreaterThan(6), "six tables and their indexes");
        Assert.That(file.Read(Schema).Select(Normalized), Is.EqualTo(expected));
    }

    [Test]
    public async Task Migrate_TheFirstSchemaWithData_KeepsTheDataAsItIs_AndTheStoresReadIt()
    {
        MakeFirstSchema();
        file.Execute(FirstSchemaData.Rows);
        string[] before = [.. Tables.SelectMany(table => file.Read($"SELECT * FROM {table}"))];
        Assert.That(before, Has.Length.EqualTo(5), "one row in each table");

        await using SqliteStores stores = await SqliteStores.StartAsync(clock, file);
        string[] after = [.. Tables.SelectMany(table => file.Read($"SELECT * FROM {table}"))];
        Assert.That(after.Zip(before, static (now, then) => now.StartsWith(then, StringComparison.Ordinal)), Has.All.True, "columns are only added, behind the others");
        ContractRecord contract = (await stores.Node.FindContractAsync(new ContractKey("JG-1", "c-1"), default))!;
        AuditRecord audit = (await stores.Node.FindAuditAsync(new AuditKey(AuditResource.Dataset, "JG-1", "a-1"), default))!;
        OutboxMessage message = (await stores.Node.FindMessageAsync("m-1", default))!;
        PermitRecord permit = (await stores.Permits.FindAsync("p-1", default))!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                (contract.Status, contract.Version, contract.Partner.Name, contract.ApprovedAt),
                Is.EqualTo((ApprovalStatus.Approved, 4L, "合作方", (DateTimeOffset?)new DateTimeOffset(2025, 1, 2, 3, 4, 5, 678, TimeSpan.Zero))));
            Assert.That((audit.Status, audit.PermitId, audit.ReceivedPermit), Is.EqualTo((ApprovalStatus.Approved, "p-1", (ResourcePermit?)null)));
            Assert.That((message.Sequence, message.State, message.Body), Is.EqualTo((7L, OutboxState.Pending, """{"status":"APPROVED"}""")));
            Assert.That((permit.Uses, permit.TimesLimit, permit.AuthScope!["NODE"]), Is.EqualTo((2L, 3, new[] { "JG-1" })));
            Assert.That(await stores.Permits.TryUseAsync("p-1", StoredRecords.Start, default), Is.EqualTo(new PermitUse(PermitUseOutcome.Granted, 0)));
            Assert.That(await stores.Nonces.TryAddAsync(StoredRecords.Nonce("seen"), default), Is.EqualTo(ReplayVerdict.Replayed));
            Assert.That(await stores.Node.FindTurnAsync("row", default), Is.Zero);
        }
    }

    [Test]
    public async Task Migrate_ALaterSchema_IsRefused_AndLeftAsItIs()
    {
        await (await SqliteStores.StartAsync(clock, file)).DisposeAsync();
        file.Execute("INSERT INTO interconn_migrations VALUES ('99_Later', '10.0.0')");
        string[] before = [.. file.Read(Schema)];
        await using ServiceProvider services = SqliteStores.Build(file, clock);
        InvalidOperationException refusal = Assert.ThrowsAsync<InvalidOperationException>(() => services.MigrateInterconnStoresAsync())!;
        Assert.That(refusal.Message, Does.Contain("later version").And.Contain("99_Later").And.Contain("backup"));
        Assert.That(file.Read(Schema), Is.EqualTo(before));
    }

    [Test]
    public async Task Migrate_TenAtOnceOnANewFile_AllSucceed_AndEachMigrationIsMadeOnce()
    {
        ServiceProvider[] services = [.. Enumerable.Range(0, 10).Select(_ => SqliteStores.Build(file, clock))];
        await Task.WhenAll(services.Select(each => Task.Run(() => each.MigrateInterconnStoresAsync())));
        Assert.That(file.Read("SELECT MigrationId FROM interconn_migrations ORDER BY MigrationId"), Is.EqualTo(new[] { "01_Initial", "02_Turns", "03_Indexes", "04_Traces" }));
        foreach (ServiceProvider each in services)
        {
            await each.DisposeAsync();
        }
    }

    [Test]
    public async Task Migrate_AfterOneThatWasEndedInTheMiddle_MakesAllOfIt()
    {
        using (SqliteConnection connection = file.Open())
        {
            SqliteFile.Execute(connection, "PRAGMA journal_mode = WAL");
            SqliteFile.Execute(connection, "BEGIN IMMEDIATE");
            SqliteFile.Execute(connection, Script("01_Initial.sql"));
        }

        Assert.That(file.Read(Schema), Is.Empty, "what was not committed went with the connection");
        await using SqliteStores stores = await SqliteStores.StartAsync(clock, file);
        await stores.Node.CheckAsync(default);
    }

    [Test]
    public async Task Migrate_AScriptThatFails_LeavesTheSchemaThatWas()
    {
        MakeFirstSchema();

        // In the way of the second migration's last statement.
        file.Execute("CREATE TABLE ix_interconn_turns_taken (a TEXT)");
        await using ServiceProvider services = SqliteStores.Build(file, clock);
        Assert.ThrowsAsync<SqliteException>(() => services.MigrateInterconnStoresAsync());
        Assert.That(file.Read("SELECT name FROM sqlite_master WHERE name = 'interconn_turns'"), Is.Empty);
        file.Execute("DROP TABLE ix_interconn_turns_taken");
        await services.MigrateInterconnStoresAsync();
        Assert.That(file.Read("SELECT MigrationId FROM interconn_migrations ORDER BY MigrationId"), Is.EqualTo(new[] { "01_Initial", "02_Turns", "03_Indexes", "04_Traces" }));
    }

    [Test]
    public async Task Migrate_SetsTheFileToWriteAhead_AndTheStoresWaitForTheDisk()
    {
        await using SqliteStores stores = await SqliteStores.StartAsync(clock, file);
        List<long> synchronous = await stores.Work.ExecuteAsync(
            (context, token) => context.Database.SqlQueryRaw<long>("PRAGMA synchronous").ToListAsync(token), default);
        Assert.That(file.Read("PRAGMA journal_mode"), Is.EqualTo(new[] { "wal" }));
        Assert.That(synchronous, Is.EqualTo(new[] { 2L }), "FULL");
    }

    [Test]
    public async Task Migrate_AFileThatLostItsModeInACopy_SetsItAgain()
    {
        await (await SqliteStores.StartAsync(clock, file)).DisposeAsync();
        SqliteConnection.ClearAllPools();
        file.Execute("PRAGMA journal_mode = DELETE");
        await using SqliteStores stores = await SqliteStores.StartAsync(clock, file);
        Assert.That(file.Read("PRAGMA journal_mode"), Is.EqualTo(new[] { "wal" }));
    }

    private void MakeFirstSchema()
    {
        file.Execute(Script("01_Initial.sql"));
        file.Execute("""
            CREATE TABLE "interconn_migrations" ("MigrationId" TEXT NOT NULL CONSTRAINT "PK_interconn_migrations" PRIMARY KEY, "ProductVersion" TEXT NOT NULL);
            INSERT INTO "interconn_migrations" VALUES ('01_Initial', '10.0.0');
            """);
    }

    private static string Script(string name)
    {
        using Stream script = typeof(InterconnSqliteContext).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(script);
        return reader.ReadToEnd();
    }

    // A column that was added later stands behind the others, and the order of columns says nothing.
    private static string Normalized(string row) =>
        string.Join(',', Blanks().Replace(row, " ").Replace(")", " )", StringComparison.Ordinal).Split(',').Select(static part => part.Trim(' ', ')')).Order(StringComparer.Ordinal));

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
