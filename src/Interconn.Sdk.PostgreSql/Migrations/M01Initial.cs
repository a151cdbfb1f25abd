using Interconn.Sdk.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Interconn.Sdk.PostgreSql.Migrations;

/// <summary>Contracts, audits, the outbox, permits and nonces.</summary>
[DbContext(typeof(InterconnPostgreSqlContext))]
[Migration(Name)]
internal sealed class M01Initial : ScriptMigration
{
    public const string Name = "01_Initial";

    protected override string Script => Name + ".sql";
}
