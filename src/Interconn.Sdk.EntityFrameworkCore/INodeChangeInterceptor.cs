using Interconn.Sdk.Node.Stores;
using Microsoft.EntityFrameworkCore;

namespace Interconn.Sdk.EntityFrameworkCore;

/// <summary>
/// Takes part in every transition that the node makes: when a partner has applied, a confirmation has come, a message was delivered. What it adds to the context is
/// committed with the transition, or not at all. Registered by <c>AddInterconnChangeInterceptor</c>, and made anew in a scope of its own for each change, so it may
/// take scoped services.
/// </summary>
/// <typeparam name="TContext">The context of the host that <c>AddInterconnEntityFrameworkStores</c> was called with. Stores in a database of their own have none.</typeparam>
/// <remarks>
/// It is called while a partner waits, and on SQLite while nobody else writes: it writes to the context, and does nothing else. It must not call the node's services,
/// and not commit. To act upon what has happened is for an <c>INodeListener</c>, which hears of it after the commit.
/// </remarks>
public interface INodeChangeInterceptor<TContext>
    where TContext : DbContext
{
    /// <summary>
    /// The node's rows of a transition are written, and about to be committed. Where the transition collides with another it is undone and made again, and so this
    /// is called again.
    /// </summary>
    /// <param name="change">The transition. Many only move a date, or say what became of a message.</param>
    /// <param name="context">The context of the transition, which tracks nothing. What it then tracks is saved. Not to be kept, nor disposed.</param>
    /// <param name="cancellationToken">Signalled when the transition is given up.</param>
    /// <returns>
    /// When it is done. Where it throws, the transition is not made: a partner is answered 50301 and tries again, a caller of the node's services is thrown an
    /// <c>InterconnException</c> with this one within it, and what the node does by itself it tries again later.
    /// </returns>
    ValueTask SavingAsync(NodeChange change, TContext context, CancellationToken cancellationToken);
}
