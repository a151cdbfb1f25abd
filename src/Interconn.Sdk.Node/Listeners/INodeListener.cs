using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;

namespace Interconn.Sdk.Node.Listeners;

/// <summary>
/// Hears of changes of contracts and audits, after they were made: to start a job once it is approved, for instance. Made anew for each change, so it may take
/// scoped services.
/// </summary>
/// <remarks>
/// It hears of every change that this process makes, in their order and one at a time, at most once, and not at all where the process ends before: what must
/// not be missed is read from <see cref="InterconnNode"/> after a start. Some changes only move the date of the next upkeep. What it throws is logged.
/// </remarks>
public interface INodeListener
{
    /// <summary>A contract is new, or has changed.</summary>
    /// <param name="contract">The contract as the change left it.</param>
    /// <param name="cancellationToken">Signalled when the host stops.</param>
    /// <returns>When the listener is done. The next change waits for it.</returns>
    ValueTask ContractChangedAsync(ContractRecord contract, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>An audit is new, or has changed.</summary>
    /// <param name="audit">The audit as the change left it.</param>
    /// <param name="cancellationToken">Signalled when the host stops.</param>
    /// <returns>When the listener is done. The next change waits for it.</returns>
    ValueTask AuditChangedAsync(AuditRecord audit, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
