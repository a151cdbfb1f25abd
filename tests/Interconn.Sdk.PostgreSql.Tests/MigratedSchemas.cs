using System.Collections.Concurrent;

namespace Interconn.Sdk.PostgreSql.Tests;

/// <summary>
/// Schemas with the tables, for tests that leave the tables as they are: to make them takes longer than most of these tests. One test has one at a time, and
/// the next gets it empty.
/// </summary>
[SetUpFixture]
public sealed class MigratedSchemas
{
    private static readonly ConcurrentBag<PostgreSqlSchema> Free = [];

    /// <summary>A free one, empty, or a new one without tables.</summary>
    internal static async Task<PostgreSqlSchema> RentAsync() => Free.TryTake(out PostgreSqlSchema? schema) ? schema : await PostgreSqlSchema.CreateAsync();

    internal static async Task ReturnAsync(PostgreSqlSchema schema)
    {
        // Waits for whatever a test has left under way.
        await schema.ExecuteAsync(
            "TRUNCATE interconn_contracts, interconn_audits, interconn_outbox, interconn_permits, interconn_nonces, interconn_turns");
        Free.Add(schema);
    }

    [OneTimeTearDown]
    public async Task DropAsync()
    {
        while (Free.TryTake(out PostgreSqlSchema? schema))
        {
            await schema.DisposeAsync();
        }
    }
}
