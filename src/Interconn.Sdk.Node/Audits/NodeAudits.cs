using Interconn.Sdk.Audits;
using Interconn.Sdk.Datasets;
using Interconn.Sdk.Flows;
using Interconn.Sdk.Jobs;
using Interconn.Sdk.Models;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Projects;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Node.Audits;

/// <summary>
/// The audits of this node, for its administrator: applications to partners, and what became of those of either side. Decisions on the
/// applications of partners are made by the approval policy or among the pending approvals.
/// </summary>
public sealed class NodeAudits
{
    private readonly AuditDesk desk;
    private readonly NodeState state;
    private readonly ChangeFeed changes;
    private readonly TimeProvider timeProvider;

    /// <summary>Made by the container; see <c>AddNode</c>.</summary>
    internal NodeAudits(AuditDesk desk, NodeState state, ChangeFeed changes, TimeProvider timeProvider)
    {
        this.desk = desk;
        this.state = state;
        this.changes = changes;
        this.timeProvider = timeProvider;
    }

    /// <summary>
    /// Applies for the use of a partner's dataset (4.3). The application is kept, and sent until the partner acknowledges it; the decision comes later.
    /// Repeated with the same content, it changes nothing.
    /// </summary>
    /// <param name="partnerNodeId">The node that holds the dataset.</param>
    /// <param name="application">The application, with an id that was not used for another with this partner, under a contract in force.</param>
    /// <param name="cancellationToken">Ends the wait. The application may have been kept all the same.</param>
    /// <returns>The audit as it stands.</returns>
    /// <exception cref="InterconnRequestException">A field breaks a rule, the id is taken, or the contract is not in force; the message says what to do.</exception>
    /// <exception cref="InterconnException">50301: the store is unavailable.</exception>
    public Task<AuditRecord> ApplyForDatasetAsync(
        string partnerNodeId, DatasetAuditApplication application, CancellationToken cancellationToken = default) =>
        ApplyAsync(partnerNodeId, application, AuditDraft.Of, InterconnEndpoints.ApplyDatasetAudit, cancellationToken);

    /// <summary>Asks a partner to take part in a project (5.1). As <see cref="ApplyForDatasetAsync"/> otherwise.</summary>
    /// <param name="partnerNodeId">The node that is to take part.</param>
    /// <param name="application">The application.</param>
    /// <param name="cancellationToken">Ends the wait. The application may have been kept all the same.</param>
    /// <returns>The audit as it stands.</returns>
    /// <exception cref="InterconnRequestException">A field breaks a rule, the id is taken, or the contract is not in force; the message says what to do.</exception>
    /// <exception cref="InterconnException">50301: the store is unavailable.</exception>
    public Task<AuditRecord> ApplyForProjectAsync(
        string partnerNodeId, ProjectAuditApplication application, CancellationToken cancellationToken = default) =>
        ApplyAsync(partnerNodeId, application, AuditDraft.Of, InterconnEndpoints.ApplyProjectAudit, cancellationToken);

    /// <summary>
    /// Asks a partner to agree to a flow (7.1), under the newest contract in force. A DAG that does not hold is refused here. As
    /// <see cref="ApplyForDatasetAsync"/> otherwise.
    /// </summary>
    /// <param name="partnerNodeId">The node that is to agree.</param>
    /// <param name="application">The application.</param>
    /// <param name="cancellationToken">Ends the wait. The application may have been kept all the same.</param>
    /// <returns>The audit as it stands.</returns>
    /// <exception cref="InterconnRequestException">A field breaks a rule, the id is taken, or no contract is in force; the message says what to do.</exception>
    /// <exception cref="InterconnException">50301: the store is unavailable.</exception>
    public Task<AuditRecord> ApplyForFlowAsync(
        string partnerNodeId, FlowAuditApplication application, CancellationToken cancellationToken = default) =>
        ApplyAsync(partnerNodeId, application, AuditDraft.Of, InterconnEndpoints.ApplyFlowAudit, cancellationToken);

    /// <summary>
    /// Asks a partner to agree to the run of a flow (8.1), under the newest contract in force. A DAG that does not hold is refused here. As
    /// <see cref="ApplyForDatasetAsync"/> otherwise.
    /// </summary>
    /// <param name="partnerNodeId">The node that is to agree.</param>
    /// <param name="application">The application.</param>
    /// <param name="cancellationToken">Ends the wait. The application may have been kept all the same.</param>
    /// <returns>The audit as it stands.</returns>
    /// <exception cref="InterconnRequestException">A field breaks a rule, the id is taken, or no contract is in force; the message says what to do.</exception>
    /// <exception cref="InterconnException">50301: the store is unavailable.</exception>
    public Task<AuditRecord> ApplyForJobAsync(
        string partnerNodeId, JobAuditApplication application, CancellationToken cancellationToken = default) =>
        ApplyAsync(partnerNodeId, application, AuditDraft.Of, InterconnEndpoints.ApplyJobAudit, cancellationToken);

    /// <summary>
    /// Applies for the use of a model in a further project (9.1), under the newest contract in force. As <see cref="ApplyForDatasetAsync"/> otherwise.
    /// </summary>
    /// <param name="partnerNodeId">The node that is to agree.</param>
    /// <param name="application">The application.</param>
    /// <param name="cancellationToken">Ends the wait. The application may have been kept all the same.</param>
    /// <returns>The audit as it stands.</returns>
    /// <exception cref="InterconnRequestException">A field breaks a rule, the id is taken, or no contract is in force; the message says what to do.</exception>
    /// <exception cref="InterconnException">50301: the store is unavailable.</exception>
    public Task<AuditRecord> ApplyForModelAsync(
        string partnerNodeId, ModelAuditApplication application, CancellationToken cancellationToken = default) =>
        ApplyAsync(partnerNodeId, application, AuditDraft.Of, InterconnEndpoints.ApplyModelAudit, cancellationToken);

    /// <summary>Finds an audit, whatever became of it.</summary>
    /// <param name="key">What names it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The audit, or null. Its status by now is <see cref="AuditRecord.StatusAt"/>.</returns>
    /// <exception cref="InterconnException">50301: the store is unavailable.</exception>
    public async Task<AuditRecord?> FindAsync(AuditKey key, CancellationToken cancellationToken = default) =>
        await state.Store.FindAuditAsync(key, cancellationToken).ConfigureAwait(false);

    /// <summary>Lists audits, the newest applied first.</summary>
    /// <param name="filter">Which; null for the newest hundred of all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The audits.</returns>
    /// <exception cref="InterconnException">50301: the store is unavailable.</exception>
    public async Task<IReadOnlyList<AuditRecord>> ListAsync(AuditFilter? filter = null, CancellationToken cancellationToken = default) =>
        await state.Store.ListAuditsAsync(filter ?? new AuditFilter(), cancellationToken).ConfigureAwait(false);

    /// <summary>
    /// Ends an audit that is applied for or approved, whichever side applied (4.5, 5.3, 7.3, 8.3, 9.3): its permit is revoked at once, with a project
    /// end the flows, jobs and models that name it, and the partner is told. An application that was never sent is withdrawn without a word. Repeated, it
    /// changes nothing.
    /// </summary>
    /// <param name="key">What names it.</param>
    /// <param name="cancellationToken">Ends the wait. The audit may have ended all the same.</param>
    /// <returns>The audit as it stands.</returns>
    /// <exception cref="InterconnException">40401: there is no such audit. 40901: it was rejected. 50301: the store is unavailable.</exception>
    public Task<AuditRecord> TerminateAsync(AuditKey key, CancellationToken cancellationToken = default) => desk.TerminateAsync(key, cancellationToken);

    /// <summary>
    /// Asks the partner where an application of this node stands (4.6, 5.4, 7.4, 9.4), and acts on the answer. The node does so by itself from time to time.
    /// A permit comes with the confirmation only: the partner is expected to send that again when it is asked.
    /// </summary>
    /// <param name="key">What names it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What the partner said; without asking, where the audit has ended here.</returns>
    /// <exception cref="InterconnRequestException">It is an application of the partner, or for a job, for which the standard has no query.</exception>
    /// <exception cref="InterconnException">40401: there is no such audit. Others: the partner could not be reached, or it refused.</exception>
    public Task<ApprovalStatus> InquireAsync(AuditKey key, CancellationToken cancellationToken = default) => desk.InquireAsync(key, cancellationToken);

    /// <summary>Waits until an audit is decided, or ends without a decision.</summary>
    /// <param name="key">What names it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The audit as it stands then.</returns>
    /// <exception cref="InterconnException">40401: there is no such audit. 50301: the store is unavailable.</exception>
    /// <exception cref="OperationCanceledException">The caller waits no longer.</exception>
    public Task<AuditRecord> WaitForDecisionAsync(AuditKey key, CancellationToken cancellationToken = default) => changes.WaitAsync(
        change => change.Audits.Any(audit => audit.Key == key),
        token => AuditTransitions.RequireAsync(state, key, token),
        audit => audit.StatusAt(state.Now) != ApprovalStatus.Applied,
        timeProvider,
        cancellationToken);

    private Task<AuditRecord> ApplyAsync<T>(
        string partnerNodeId, T application, Func<T, AuditDraft> draftOf, InterconnEndpoint endpoint, CancellationToken cancellationToken)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(partnerNodeId);
        ArgumentNullException.ThrowIfNull(application);
        return desk.ApplyAsync(partnerNodeId, application, draftOf, endpoint, cancellationToken);
    }
}
