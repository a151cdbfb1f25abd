using Interconn.Sdk.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Interconn.Sdk.Sqlite.Migrations;

/// <summary>Turns, by which several processes keep changes in a row.</summary>
[DbContext(typeof(InterconnSqliteContext))]
[Migration(Name)]
internal sealed class M02Turns : ScriptMigration
{
    public const string Name = "02_Turns";

    protected override string Script => Name + ".sql";
}
