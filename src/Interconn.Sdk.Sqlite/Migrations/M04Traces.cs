using Interconn.Sdk.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Interconn.Sdk.Sqlite.Migrations;

/// <summary>The trace in which a message was written, and an index by which those that were given up are counted.</summary>
[DbContext(typeof(InterconnSqliteContext))]
[Migration(Name)]
internal sealed class M04Traces : ScriptMigration
{
    public const string Name = "04_Traces";

    protected override string Script => Name + ".sql";
}
