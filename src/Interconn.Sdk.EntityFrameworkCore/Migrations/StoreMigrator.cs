using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Interconn.Sdk.EntityFrameworkCore.Hosting;
using Interconn.Sdk.EntityFrameworkCore.Work;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.EntityFrameworkCore.Migrations;

/// <summary>
/// Applies all that is missing in one transaction, and not by Entity Framework's own way: that takes one for each migration, and a row as its lock, which on SQLite
/// stays for good when the process is ended in the middle.
/// </summary>
internal sealed class StoreMigrator<TContext>(IDbContextFactory<TContext> contexts, IDatabasePreparation preparation, ILogger<StoreMigrator<TContext>> logger)
    : IStoreMigrator
    where TContext : DbContext
{
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        TContext context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            bool isMissing = (await ListMissingAsync(context, cancellationToken).ConfigureAwait(false)).Count > 0;

            // Also where nothing is missing: a copy of a file may have lost what the file was set to.
            await preparation.PrepareAsync(context, cancellationToken).ConfigureAwait(false);
            if (!isMissing)
            {
                // Whoever has nothing to do needs no right to change tables.
                return;
            }

            IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                await StoreDialect.Of(context).LockSchemaAsync(context, cancellationToken).ConfigureAwait(false);

                // To read a history that is not there would end the transaction.
                await context.Database.ExecuteSqlRawAsync(
                    context.GetService<IHistoryRepository>().GetCreateIfNotExistsScript(), cancellationToken).ConfigureAwait(false);
                IReadOnlyList<string> missing = await ListMissingAsync(context, cancellationToken).ConfigureAwait(false);
                if (missing.Count == 0)
                {
                    return;
                }

                await ApplyAsync(context, transaction, missing, cancellationToken).ConfigureAwait(false);
                await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
                StoreLog.Migrated(logger, missing.Count, missing[^1]);
            }
        }
    }

    public async Task<IReadOnlyList<string>> ListMissingAsync(CancellationToken cancellationToken)
    {
        TContext context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            return await ListMissingAsync(context, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<IReadOnlyList<string>> ListMissingAsync(TContext context, CancellationToken cancellationToken)
    {
        string[] known = [.. context.Database.GetMigrations()];
        string[] applied = [.. await context.Database.GetAppliedMigrationsAsync(cancellationToken).ConfigureAwait(false)];
        return applied.Except(known, StringComparer.Ordinal).FirstOrDefault() is string unknown
            ? throw new InvalidOperationException(
                $"Interconn: the schema of the node's store is of a later version of this library ({unknown}). Use that version, or restore the backup from before it was brought up.")
            : known.Except(applied, StringComparer.Ordinal).ToArray();
    }

    // Made here and not by Entity Framework's migrator, which finds a migration by its name only where that begins with a time.
    private static async Task ApplyAsync(TContext context, IDbContextTransaction transaction, IReadOnlyList<string> missing, CancellationToken cancellationToken)
    {
        IMigrationsAssembly migrations = context.GetService<IMigrationsAssembly>();
        IMigrationsSqlGenerator generator = context.GetService<IMigrationsSqlGenerator>();
        IHistoryRepository history = context.GetService<IHistoryRepository>();
        foreach (string id in missing)
        {
            Migration migration = migrations.CreateMigration(migrations.Migrations[id], context.Database.ProviderName!);
            foreach (MigrationCommand command in generator.Generate(migration.UpOperations))
            {
                await ExecuteAsync(context, transaction, command.CommandText, cancellationToken).ConfigureAwait(false);
            }

            await ExecuteAsync(
                context, transaction, history.GetInsertScript(new HistoryRow(id, ProductInfo.GetVersion())), cancellationToken).ConfigureAwait(false);
        }
    }

    [SuppressMessage("Security", "CA2100", Justification = "The script is made of the library's own migrations.")]
    private static async Task ExecuteAsync(TContext context, IDbContextTransaction transaction, string script, CancellationToken cancellationToken)
    {
        // Not by Entity Framework: that would take braces in the text for parameters.
        DbCommand command = context.Database.GetDbConnection().CreateCommand();
        await using (command.ConfigureAwait(false))
        {
            command.CommandText = script;
            command.Transaction = transaction.GetDbTransaction();
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
