using System.Data.Common;
using System.Text.RegularExpressions;
using Interconn.Sdk.EntityFrameworkCore.Stores;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.TestHosting.Databases;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Sqlite.Tests;

/// <summary>
/// Whatever a node asks the database by itself, and with each call, is found by an index: with a million contracts it is answered as with one. The plan of a statement
/// is the database's own word for that.
/// </summary>
[Parallelizable(ParallelScope.Children)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed partial class SqliteQueryPlanTests : IAsyncDisposable
{
    private static readonly Dictionary<string, Func<SqliteStores, Task>> Questions = new()
    {
        ["what is due next"] = static stores => stores.Node.NextDueAtAsync(default).AsTask(),
        ["contracts that are due"] = static stores => stores.Node.ListContractsAsync(new ContractFilter { DueBy = StoredRecords.Start }, default).AsTask(),
        ["audits that are due"] = static stores => stores.Node.ListAuditsAsync(new AuditFilter { DueBy = StoredRecords.Start }, default).AsTask(),
        ["contracts that wait for a person"] = static stores => stores.Node.ListContractsAsync(new ContractFilter { NeedsPerson = true }, default).AsTask(),
        ["audits that wait for a person"] = static stores => stores.Node.ListAuditsAsync(new AuditFilter { NeedsPerson = true }, default).AsTask(),
        ["contracts of a partner"] = static stores => stores.Node.ListContractsAsync(new ContractFilter { PartnerNodeId = "JG-1" }, default).AsTask(),
        ["a contract"] = static stores => stores.Node.FindContractAsync(new ContractKey("JG-1", "c-1"), default).AsTask(),
        ["messages to send"] = static stores => stores.Node.ClaimMessagesAsync(
            new OutboxClaim { Now = StoredRecords.Start, Until = StoredRecords.Start.AddMinutes(1), Take = 10, ExceptPartners = ["JG-2"] }, default).AsTask(),
        ["when to send next"] = static stores => stores.Node.NextMessageAtAsync(["JG-2"], default).AsTask(),
        ["messages that wait, counted"] = static stores => stores.Node.CountMessagesAsync(OutboxState.Pending, default).AsTask(),
        ["messages that were given up, counted"] = static stores => stores.Node.CountMessagesAsync(OutboxState.Dead, default).AsTask(),
        ["what to remove"] = static stores => stores.Node.PruneAsync(StoredRecords.Start, default).AsTask(),
        ["what to sweep"] = static stores => stores.Services.GetRequiredService<StoreSweep>().SweepAsync(default),
        ["a permit"] = static stores => stores.Permits.FindAsync("p-1", default).AsTask(),
        ["the use of a permit"] = static stores => stores.Permits.TryUseAsync("p-1", StoredRecords.Start, default).AsTask(),
        ["permits under a key"] = static stores => stores.Permits.IsKeyInUseAsync("key", StoredRecords.Start, default).AsTask(),
        ["a nonce"] = static stores => stores.Nonces.TryAddAsync(StoredRecords.Nonce("n-1"), default).AsTask(),
    };

    private readonly SqliteFile file = new();
    private readonly Statements statements = new();
    private SqliteStores stores = null!;

    private static IEnumerable<string> Names => Questions.Keys;

    [SetUp]
    public async Task StartAsync() => stores = await SqliteStores.StartAsync(
        new ManualTimeProvider(StoredRecords.Start),
        file,
        configure: services => services.ConfigureDbContext<InterconnSqliteContext>(context => context.AddInterceptors(statements)));

    public async ValueTask DisposeAsync()
    {
        await stores.DisposeAsync();
        file.Dispose();
    }

    [TestCaseSource(nameof(Names))]
    public async Task Plan_OfWhatTheNodeAsksByItself_ReadsNoWholeTable(string question)
    {
        statements.Taken.Clear();
        await Questions[question](stores);
        string[] asked = [.. statements.Taken.Where(static text => text.Contains("interconn_", StringComparison.Ordinal))];
        Assert.That(asked, Is.Not.Empty);
        foreach (string text in asked)
        {
            Assert.That(PlanOf(text).Where(static step => WholeTable().IsMatch(step)), Is.Empty, text);
        }
    }

    // An index of what waits for a person, or was given up, has little in it, and is read as it stands. A list that came as a parameter is no table.
    [GeneratedRegex(@"^SCAN (?!CONSTANT ROW|\S+ VIRTUAL TABLE|\S+ USING (COVERING )?INDEX ix_interconn_((contracts|audits)_for_person|outbox_given_up))|^SEARCH \S+$")]
    private static partial Regex WholeTable();

    private List<string> PlanOf(string statement)
    {
        using SqliteConnection connection = file.Open();
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The stores' own statements.
        command.CommandText = "EXPLAIN QUERY PLAN " + statement;
#pragma warning restore CA2100
        foreach (Match parameter in Parameter().Matches(statement))
        {
            if (!command.Parameters.Contains(parameter.Value))
            {
                command.Parameters.AddWithValue(parameter.Value, "1");
            }
        }

        using SqliteDataReader reader = command.ExecuteReader();
        var plan = new List<string>();
        while (reader.Read())
        {
            plan.Add(reader.GetString(reader.GetOrdinal("detail")));
        }

        return plan;
    }

    [GeneratedRegex(@"@\w+")]
    private static partial Regex Parameter();

    /// <summary>The text of each statement that the stores send.</summary>
    private sealed class Statements : DbCommandInterceptor
    {
        public List<string> Taken { get; } = [];

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Taken.Add(command.CommandText);
            return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            Taken.Add(command.CommandText);
            return base.NonQueryExecutingAsync(command, eventData, result, cancellationToken);
        }
    }
}
