using Interconn.Sdk.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Interconn.Sdk.PostgreSql.Migrations;

/// <summary>Indexes by which what is to be removed, and what waits for a person, is found without a look at all the rest.</summary>
[DbContext(typeof(InterconnPostgreSqlContext))]
[Migration(Name)]
internal sealed class M03Indexes : ScriptMigration
{
    public const string Name = "03_Indexes";

    protected override string Script => Name + ".sql";
}
