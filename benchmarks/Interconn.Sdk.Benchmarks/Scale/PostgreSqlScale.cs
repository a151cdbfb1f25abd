using System.Globalization;
using Interconn.Sdk.TestHosting.Databases;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Benchmarks.Scale;

/// <summary>A schema of PostgreSQL. It is filled without its indexes, and these are made again of what they were made of: that takes a fraction of the time.</summary>
internal sealed class PostgreSqlScale : IScaledStore
{
    private static readonly PopulationSql Sql = new(
        "lpad(n::text, 8, '0')",
        static time => $"'{time}+00'::timestamptz",
        static time => $"'{time}+00'::timestamptz + n * interval '1 second'",
        no: "FALSE",
        yes: "TRUE");

    private readonly PostgreSqlSchema schema;

    private PostgreSqlScale(PostgreSqlSchema schema) => this.schema = schema;

    public static bool IsThere => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(PostgreSqlServer.Variable));

    public static async Task<IScaledStore> MakeAsync() => new PostgreSqlScale(await PostgreSqlSchema.CreateAsync());

    public void AddTo(IServiceCollection services) => services.AddInterconnPostgreSqlStores(schema.ConnectionString);

    public async Task FillAsync(int partners)
    {
        await using (ServiceProvider services = new ServiceCollection().AddInterconnPostgreSqlStores(schema.ConnectionString).BuildServiceProvider())
        {
            await services.MigrateInterconnStoresAsync();
        }

        const string Own = "FROM pg_indexes WHERE schemaname = current_schema() AND indexname LIKE 'ix\\_%' ORDER BY indexname";
        IReadOnlyList<string> indexes = await schema.ListAsync("SELECT indexname::text " + Own);
        IReadOnlyList<string> definitions = await schema.ListAsync("SELECT indexdef " + Own);
        string patient = schema.With(static connection => connection.CommandTimeout = 120);
        string[] statements =
        [
            .. indexes.Select(static name => $"DROP INDEX {name}"),
            .. Sql.Statements($"generate_series(1, {partners}) AS n"),
            .. definitions,

            // As autovacuum would by and by.
            "VACUUM ANALYZE interconn_contracts, interconn_audits, interconn_permits",
        ];
        foreach (string statement in statements)
        {
            await PostgreSqlServer.ExecuteAsync(patient, statement);
        }
    }

    public async Task<long> SizeAsync()
    {
        const string Size = "SELECT sum(pg_total_relation_size(c.oid))::text FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'";
        return long.Parse((await schema.ListAsync(Size)).Single(), CultureInfo.InvariantCulture);
    }

    public ValueTask DisposeAsync() => schema.DisposeAsync();
}
