using Microsoft.EntityFrameworkCore.Migrations;

namespace Interconn.Sdk.EntityFrameworkCore.Migrations;

/// <summary>
/// A migration whose statements stand in a file of the package, so that a database administrator can read, and run, what is done to the database. Schemas are
/// brought up, never back: whoever must go back restores a backup.
/// </summary>
internal abstract class ScriptMigration : Migration
{
    protected abstract string Script { get; }

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        Stream file = GetType().Assembly.GetManifestResourceStream(Script)
            ?? throw new InvalidOperationException($"Interconn: the package has no script {Script}.");
        using var reader = new StreamReader(file);
        migrationBuilder.Sql(reader.ReadToEnd());
    }
}
