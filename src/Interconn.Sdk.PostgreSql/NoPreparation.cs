using Interconn.Sdk.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore;

namespace Interconn.Sdk.PostgreSql;

/// <summary>A database of PostgreSQL is used as its administrator has set it.</summary>
internal sealed class NoPreparation : IDatabasePreparation
{
    public Task PrepareAsync(DbContext context, CancellationToken cancellationToken) => Task.CompletedTask;
}
