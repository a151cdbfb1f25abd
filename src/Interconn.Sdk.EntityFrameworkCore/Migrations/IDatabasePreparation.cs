using Microsoft.EntityFrameworkCore;

namespace Interconn.Sdk.EntityFrameworkCore.Migrations;

/// <summary>What a database is set to before its schema is made, outside of any transaction.</summary>
internal interface IDatabasePreparation
{
    Task PrepareAsync(DbContext context, CancellationToken cancellationToken);
}
