using System.Data.Common;
using Interconn.Sdk.EntityFrameworkCore.Model;
using Interconn.Sdk.EntityFrameworkCore.Work;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Permits;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace Interconn.Sdk.EntityFrameworkCore.Hosting;

/// <summary>Refuses to start where the context of the host cannot keep the node: another provider, a model without the node's tables, or a database without them.</summary>
internal sealed class ContextStartup<TContext>(IContextSource contexts) : IHostedLifecycleService
    where TContext : DbContext
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        ContextLease lease = await contexts.RentAsync(cancellationToken).ConfigureAwait(false);
        await using (lease.ConfigureAwait(false))
        {
            DbContext context = lease.Context;
            _ = StoreDialect.Of(context);
            if (context.Model.FindEntityType(typeof(ContractRecord)) is null)
            {
                throw new InvalidOperationException(
                    $"Interconn: {typeof(TContext).Name} has no table of the node. Call modelBuilder.UseInterconn() in its OnModelCreating, and add a migration.");
            }

            // A server that does not answer is another matter than a table that is missing.
            await context.Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            await ProbeAsync<ContractRecord>(context, cancellationToken).ConfigureAwait(false);
            await ProbeAsync<AuditRecord>(context, cancellationToken).ConfigureAwait(false);
            await ProbeAsync<OutboxMessage>(context, cancellationToken).ConfigureAwait(false);
            await ProbeAsync<PermitRecord>(context, cancellationToken).ConfigureAwait(false);
            await ProbeAsync<NonceRow>(context, cancellationToken).ConfigureAwait(false);
            await ProbeAsync<TurnRow>(context, cancellationToken).ConfigureAwait(false);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Names every column, and reads no row.
    private static async Task ProbeAsync<T>(DbContext context, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            await context.Set<T>().AsNoTracking().Where(static _ => false).ToListAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (DbException exception)
        {
            throw new InvalidOperationException(
                $"Interconn: the table {context.Model.FindEntityType(typeof(T))!.GetTableName()} is missing in the database of {typeof(TContext).Name}, lacks a column, or may not be "
                + "read. It is for the host's own migrations: add one (dotnet ef migrations add), and apply it before the host starts.",
                exception);
        }
    }
}
