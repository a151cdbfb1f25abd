using Interconn.Sdk.EntityFrameworkCore.Hosting;
using Interconn.Sdk.EntityFrameworkCore.Work;
using Interconn.Sdk.Node.Stores;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.EntityFrameworkCore;

/// <summary>
/// Commits changes of the host and of its node together. A singleton, registered by <c>AddInterconnEntityFrameworkStores</c>; inject it.
/// </summary>
/// <typeparam name="TContext">The context that has the tables of both.</typeparam>
/// <remarks>
/// <para>
/// Within the work, whatever the node's services do on this asynchronous flow reads and writes in the host's transaction; what others do at the same time does not.
/// Partners, listeners and the rest of the process hear of it when it is committed, and never where it is not. The node's log may have spoken of it all the same.
/// </para>
/// <para>
/// Keep the work short, since it holds locks: on SQLite nobody else writes meanwhile. Await every call of the node before the work returns, and use the context and
/// the node one after the other: they share one connection. Do not call partners from within it (<c>Contracts.ApplyAsync</c>, <c>InquireAsync</c>,
/// <c>AcceptKeyAsync</c>): what they answer cannot be rolled back, and they may call this node, which then waits.
/// </para>
/// </remarks>
public sealed class InterconnTransactions<TContext>
    where TContext : DbContext
{
    private readonly IContextSource contexts;
    private readonly JoinedFlow flow;
    private readonly ChangeFeed changes;
    private readonly ILogger logger;

    /// <summary>Made by the container; see <c>AddInterconnEntityFrameworkStores</c>.</summary>
    internal InterconnTransactions(IContextSource contexts, JoinedFlow flow, ChangeFeed changes, ILogger<InterconnTransactions<TContext>> logger)
    {
        this.contexts = contexts;
        this.flow = flow;
        this.changes = changes;
        this.logger = logger;
    }

    /// <summary>
    /// Begins a transaction on a context of the host, does the work in it, saves the context and commits. Whatever throws on the way undoes all of it; the context then
    /// still tracks what was not stored, and is of no more use.
    /// </summary>
    /// <param name="context">The host's context, which is in no transaction.</param>
    /// <param name="workAsync">The work. Its token is <paramref name="cancellationToken"/>.</param>
    /// <param name="cancellationToken">Ends it, and undoes it. Once it is being committed, it is not ended any more.</param>
    /// <returns>When all is committed.</returns>
    /// <exception cref="InvalidOperationException">
    /// The context, or this flow, is in a transaction already; or the transaction had to be rolled back, since a call of the node within it failed or ran into
    /// <c>StoreTimeout</c>, though the work went on. Where the context retries by itself (<c>EnableRetryOnFailure</c>), call this within its execution strategy.
    /// </exception>
    /// <exception cref="Interconn.Sdk.Protocol.InterconnException">
    /// What the node's services throw. A collision with another transaction, which the node otherwise overcomes by trying again, is 50301 here: run the whole work again.
    /// </exception>
    public Task RunAsync(TContext context, Func<CancellationToken, Task> workAsync, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(workAsync);
        return RunAsync(
            context,
            async token =>
            {
                await workAsync(token).ConfigureAwait(false);
                return true;
            },
            cancellationToken);
    }

    /// <summary>Does the same for work that has a result: see <see cref="RunAsync(TContext, Func{CancellationToken, Task}, CancellationToken)"/>.</summary>
    /// <typeparam name="T">What the work comes to.</typeparam>
    /// <param name="context">The host's context, which is in no transaction.</param>
    /// <param name="workAsync">The work. Its token is <paramref name="cancellationToken"/>.</param>
    /// <param name="cancellationToken">Ends it, and undoes it. Once it is being committed, it is not ended any more.</param>
    /// <returns>What the work came to, when all is committed.</returns>
    /// <exception cref="InvalidOperationException">As of the other overload.</exception>
    /// <exception cref="Interconn.Sdk.Protocol.InterconnException">As of the other overload.</exception>
    public async Task<T> RunAsync<T>(TContext context, Func<CancellationToken, Task<T>> workAsync, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(workAsync);
        if (flow.Transaction is not null || flow.IsIntercepting || context.Database.CurrentTransaction is not null)
        {
            throw new InvalidOperationException("Interconn: a transaction is under way already. RunAsync begins its own: call it with a context that is in none, and neither from within its own work nor from an INodeChangeInterceptor.");
        }

        HeldChanges? held = null;
        T result;
        try
        {
            IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                held = changes.HoldBack();
                result = await WorkAsync(context, transaction, workAsync, held, cancellationToken).ConfigureAwait(false);
                await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (Exception) when (held is { IsOver: false })
        {
            // The commit itself failed: it may have been made all the same, so what is cached is not to be trusted.
            Publish(held);
            throw;
        }

        Publish(held);
        return result;
    }

    private async Task<T> WorkAsync<T>(
        TContext context, IDbContextTransaction transaction, Func<CancellationToken, Task<T>> workAsync, HeldChanges held, CancellationToken cancellationToken)
    {
        var joined = new JoinedTransaction(contexts, context.Database.GetDbConnection(), transaction.GetDbTransaction());
        try
        {
            T result;
            flow.Transaction = joined;
            try
            {
                result = await workAsync(cancellationToken).ConfigureAwait(false);

                // Saving beside a call that was not awaited, the context would be told by its provider that the connection is in use, and not what to do.
                await joined.SettleAsync().ConfigureAwait(false);
                joined.RequireSound();
                await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                await joined.EndAsync().ConfigureAwait(false);
            }

            joined.RequireSound();
            cancellationToken.ThrowIfCancellationRequested();
            return result;
        }
        catch
        {
            int undone = held.End().Count;
            if (undone > 0)
            {
                StoreLog.Undone(logger, undone);
            }

            throw;
        }
    }

    private void Publish(HeldChanges held)
    {
        foreach (NodeChange change in held.End())
        {
            changes.Publish(change);
        }
    }
}
