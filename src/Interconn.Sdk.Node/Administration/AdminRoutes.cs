using System.Text.Json.Serialization.Metadata;
using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Approvals;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Interconn.Sdk.Node.Administration;

/// <summary>What each of the administrator's routes does: the methods of <see cref="InterconnNode"/>, one by one.</summary>
internal static class AdminRoutes
{
    private static readonly AdminJsonContext Json = AdminJsonContext.Default;

    public static Task<IResult> ShowNodeAsync(AdminCall call) =>
        Task.FromResult<IResult>(Ok(new NodeView(call.Node.NodeId, call.Node.Keys.Fingerprint, call.LocalNode.Options.Node.Address), Json.NodeView));

    public static async Task<IResult> ListContractsAsync(AdminCall call)
    {
        var filter = new ContractFilter
        {
            PartnerNodeId = call.Query("partner"),
            Status = call.Query<ApprovalStatus>("status"),
            Skip = call.Skip,
            Take = call.Take,
        };
        IReadOnlyList<ContractRecord> contracts = await call.Node.Contracts.ListAsync(filter, call.Aborted).ConfigureAwait(false);
        return Ok([.. contracts.Select(contract => ContractView.Of(contract, call.Now))], Json.Contracts);
    }

    public static async Task<IResult> ApplyForContractAsync(AdminCall call)
    {
        ContractOrder order = await call.DemandAsync(Json.ContractOrder).ConfigureAwait(false);
        return Show(call, await call.Node.Contracts
            .ApplyAsync(order.PartnerAddress, order.PartnerNodeId, order.ExpectedKey, order.ExpiresAt, call.Aborted).ConfigureAwait(false));
    }

    public static async Task<IResult> ShowContractAsync(AdminCall call) =>
        Show(call, await call.Node.Contracts.FindAsync(call.Contract.PartnerNodeId, call.Contract.ContractId, call.Aborted).ConfigureAwait(false));

    public static async Task<IResult> TerminateContractAsync(AdminCall call) =>
        Show(call, await call.Node.Contracts.TerminateAsync(call.Contract.PartnerNodeId, call.Contract.ContractId, call.Aborted).ConfigureAwait(false));

    public static async Task<IResult> InquireContractAsync(AdminCall call)
    {
        await call.Node.Contracts.InquireAsync(call.Contract.PartnerNodeId, call.Contract.ContractId, call.Aborted).ConfigureAwait(false);
        return await ShowContractAsync(call).ConfigureAwait(false);
    }

    public static async Task<IResult> AcceptKeyAsync(AdminCall call) => Show(call, await call.Node.Contracts.AcceptKeyAsync(
        call.Contract.PartnerNodeId, call.Contract.ContractId, call.Route("fingerprint"), call.Aborted).ConfigureAwait(false));

    public static async Task<IResult> RefuseKeysAsync(AdminCall call) =>
        Show(call, await call.Node.Contracts.RefuseKeysAsync(call.Contract.PartnerNodeId, call.Contract.ContractId, call.Aborted).ConfigureAwait(false));

    public static async Task<IResult> ListApprovalsAsync(AdminCall call)
    {
        IReadOnlyList<PendingApproval> approvals = await call.Node.Approvals.ListAsync(call.Skip, call.Take, call.Aborted).ConfigureAwait(false);
        return Ok([.. approvals.Select(approval => PendingApprovalView.Of(approval, call.Now))], Json.Approvals);
    }

    public static async Task<IResult> ApproveAsync(AdminCall call)
    {
        ApprovalId id = ApprovalOf(call);
        ApprovalOrder? order = await call.ReadAsync(Json.ApprovalOrder).ConfigureAwait(false);
        await call.Node.Approvals.ApproveAsync(id, order?.ToTerms(), call.Aborted).ConfigureAwait(false);
        return await ShowAsync(call, id).ConfigureAwait(false);
    }

    public static async Task<IResult> RejectAsync(AdminCall call)
    {
        ApprovalId id = ApprovalOf(call);
        await call.Node.Approvals.RejectAsync(id, call.Aborted).ConfigureAwait(false);
        return await ShowAsync(call, id).ConfigureAwait(false);
    }

    public static async Task<IResult> ListAuditsAsync(AdminCall call)
    {
        var filter = new AuditFilter
        {
            Resource = call.Query<AuditResource>("resource"),
            ResourceId = call.Query("resourceId"),
            PartnerNodeId = call.Query("partner"),
            Status = call.Query<ApprovalStatus>("status"),
            Skip = call.Skip,
            Take = call.Take,
        };
        IReadOnlyList<AuditRecord> audits = await call.Node.Audits.ListAsync(filter, call.Aborted).ConfigureAwait(false);
        return Ok([.. audits.Select(audit => AuditView.Of(audit, call.Now))], Json.Audits);
    }

    /// <summary>Takes the application as it stands on the wire.</summary>
    public static async Task<IResult> ApplyForAuditAsync(AdminCall call)
    {
        NodeAudits audits = call.Node.Audits;
        string partner = call.Route("partner");
        InterconnJsonContext wire = InterconnJson.Context;
        AuditRecord audit = call.Resource switch
        {
            AuditResource.Dataset => await audits.ApplyForDatasetAsync(
                partner, await call.DemandAsync(wire.DatasetAuditApplication).ConfigureAwait(false), call.Aborted).ConfigureAwait(false),
            AuditResource.Project => await audits.ApplyForProjectAsync(
                partner, await call.DemandAsync(wire.ProjectAuditApplication).ConfigureAwait(false), call.Aborted).ConfigureAwait(false),
            AuditResource.Flow => await audits.ApplyForFlowAsync(
                partner, await call.DemandAsync(wire.FlowAuditApplication).ConfigureAwait(false), call.Aborted).ConfigureAwait(false),
            AuditResource.Job => await audits.ApplyForJobAsync(
                partner, await call.DemandAsync(wire.JobAuditApplication).ConfigureAwait(false), call.Aborted).ConfigureAwait(false),
            _ => await audits.ApplyForModelAsync(
                partner, await call.DemandAsync(wire.ModelAuditApplication).ConfigureAwait(false), call.Aborted).ConfigureAwait(false),
        };
        return Show(call, audit);
    }

    public static async Task<IResult> ShowAuditAsync(AdminCall call) =>
        Show(call, await call.Node.Audits.FindAsync(call.Audit, call.Aborted).ConfigureAwait(false));

    public static async Task<IResult> TerminateAuditAsync(AdminCall call) =>
        Show(call, await call.Node.Audits.TerminateAsync(call.Audit, call.Aborted).ConfigureAwait(false));

    public static async Task<IResult> InquireAuditAsync(AdminCall call)
    {
        await call.Node.Audits.InquireAsync(call.Audit, call.Aborted).ConfigureAwait(false);
        return await ShowAuditAsync(call).ConfigureAwait(false);
    }

    public static async Task<IResult> ListHeldPermitsAsync(AdminCall call)
    {
        ResourceType? type = call.Query("type") is string text ? new ResourceType(text) : null;
        IReadOnlyList<ResourcePermit> permits = await call.Node.Permits
            .ListHeldAsync(call.Route("partner"), type, call.Query("resourceId"), call.Aborted).ConfigureAwait(false);
        return Ok([.. permits.Select(HeldPermitView.Of)], Json.HeldPermits);
    }

    public static async Task<IResult> ShowIssuedPermitAsync(AdminCall call) =>
        await call.Node.Permits.FindIssuedAsync(call.Route("id"), call.Aborted).ConfigureAwait(false) is PermitRecord permit
            ? Ok(IssuedPermitView.Of(permit, call.Now), Json.IssuedPermitView)
            : throw NotFound("permit");

    public static async Task<IResult> RevokePermitAsync(AdminCall call) =>
        await call.Node.Permits.RevokeAsync(call.Route("id"), call.Aborted).ConfigureAwait(false)
            ? await ShowIssuedPermitAsync(call).ConfigureAwait(false)
            : throw NotFound("permit");

    public static async Task<IResult> ListMessagesAsync(AdminCall call)
    {
        var filter = new OutboxFilter
        {
            PartnerNodeId = call.Query("partner"),
            State = call.Query<OutboxState>("state"),
            Skip = call.Skip,
            Take = call.Take,
        };
        IReadOnlyList<OutboxMessage> messages = await call.Node.Outbox.ListAsync(filter, call.Aborted).ConfigureAwait(false);
        return Ok([.. messages.Select(MessageView.Of)], Json.Messages);
    }

    public static async Task<IResult> ShowMessageAsync(AdminCall call) =>
        await call.Node.Outbox.FindAsync(call.Route("id"), call.Aborted).ConfigureAwait(false) is OutboxMessage message
            ? Ok(MessageView.Of(message), Json.MessageView)
            : throw NotFound("message");

    public static async Task<IResult> ResendMessageAsync(AdminCall call)
    {
        await call.Node.Outbox.ResendAsync(call.Route("id"), call.Aborted).ConfigureAwait(false);
        return await ShowMessageAsync(call).ConfigureAwait(false);
    }

    public static async Task<IResult> DiscardMessageAsync(AdminCall call)
    {
        await call.Node.Outbox.DiscardAsync(call.Route("id"), call.Aborted).ConfigureAwait(false);
        return await ShowMessageAsync(call).ConfigureAwait(false);
    }

    public static async Task<IResult> ListOutdatedAsync(AdminCall call)
    {
        IReadOnlyList<ContractRecord> contracts = await call.Node.Keys.ListOutdatedAsync(call.Aborted).ConfigureAwait(false);
        return Ok([.. contracts.Select(contract => ContractView.Of(contract, call.Now))], Json.Contracts);
    }

    public static async Task<IResult> AnnounceAsync(AdminCall call) =>
        Ok(new CountView(await call.Node.Keys.AnnounceAsync(call.Aborted).ConfigureAwait(false)), Json.CountView);

    private static ApprovalId ApprovalOf(AdminCall call) =>
        ApprovalId.TryParse(
            $"{call.Route("kind")}/{Uri.EscapeDataString(call.Route("partner"))}/{Uri.EscapeDataString(call.Route("id"))}", out ApprovalId id)
            ? id
            : throw NotFound("approval");

    private static async Task<IResult> ShowAsync(AdminCall call, ApprovalId id) => id.Contract is ContractKey contract
        ? Show(call, await call.Node.Contracts.FindAsync(contract.PartnerNodeId, contract.ContractId, call.Aborted).ConfigureAwait(false))
        : Show(call, await call.Node.Audits.FindAsync(id.Audit!.Value, call.Aborted).ConfigureAwait(false));

    private static JsonHttpResult<ContractView> Show(AdminCall call, ContractRecord? contract) => contract is null
        ? throw NotFound("contract")
        : Ok(ContractView.Of(contract, call.Now), Json.ContractView);

    private static JsonHttpResult<AuditView> Show(AdminCall call, AuditRecord? audit) => audit is null
        ? throw NotFound("audit")
        : Ok(AuditView.Of(audit, call.Now), Json.AuditView);

    private static JsonHttpResult<T> Ok<T>(T value, JsonTypeInfo<T> type) => TypedResults.Json(value, type);

    private static InterconnException NotFound(string what) => new(InterconnCodes.NotFound, $"There is no such {what}.");
}
