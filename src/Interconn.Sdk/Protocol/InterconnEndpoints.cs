using System.Collections.Frozen;
using System.Collections.ObjectModel;
using System.Text.Json.Serialization.Metadata;
using Interconn.Sdk.Audits;
using Interconn.Sdk.Components;
using Interconn.Sdk.Datasets;
using Interconn.Sdk.Flows;
using Interconn.Sdk.Jobs;
using Interconn.Sdk.Models;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Projects;
using Interconn.Sdk.Serialization;

namespace Interconn.Sdk.Protocol;

/// <summary>
/// The 32 endpoints of the standard. Clients, servers and tests read them here, and no path is written anywhere else. A new one is an
/// entry, its models, a method of the API interface and one of the handler's.
/// </summary>
public static class InterconnEndpoints
{
    /// <summary>What every path starts with.</summary>
    public const string PathPrefix = "/v1/interconn/";

    /// <summary>All endpoints, in the order of their sections.</summary>
    public static IReadOnlyList<InterconnEndpoint> All => InSectionOrder;

    /// <summary>Finds an endpoint by its section of the standard.</summary>
    /// <param name="section">The section, for instance <c>4.1</c>.</param>
    /// <returns>The endpoint, or null where the section describes none.</returns>
    public static InterconnEndpoint? Find(string section) => BySection.GetValueOrDefault(section);

    internal static TypedEndpoint<ContractApplication, ContractReceipt> ApplyContract { get; } =
        Post<INodeHandler, ContractApplication, ContractReceipt>(
            "3.1", "apply for a contract", "/v1/interconn/node/contract/apply", Json.ContractApplication, Json.ContractReceipt,
            static (handler, request, context, token) => handler.ApplyContractAsync(request, context, token),
            SignatureDemand.ProofOfPossession);

    internal static TypedEndpoint<ContractConfirmation, NoData> ConfirmContract { get; } =
        Post<INodeHandler, ContractConfirmation>(
            "3.2", "confirm a contract", "/v1/interconn/node/contract/confirm", Json.ContractConfirmation,
            static (handler, request, context, token) => handler.ConfirmContractAsync(request, context, token),
            SignatureDemand.ProofOfPossession);

    internal static TypedEndpoint<ContractTermination, NoData> TerminateContract { get; } =
        Post<INodeHandler, ContractTermination>(
            "3.3", "terminate a contract", "/v1/interconn/node/contract/terminate", Json.ContractTermination,
            static (handler, request, context, token) => handler.TerminateContractAsync(request, context, token), SignatureDemand.AnyContract);

    internal static TypedEndpoint<NodeUpdate, NoData> UpdateNode { get; } =
        Post<INodeHandler, NodeUpdate>(
            "3.4", "update a node", "/v1/interconn/node/update", Json.NodeUpdate,
            static (handler, request, context, token) => handler.UpdateNodeAsync(request, context, token), optional: true);

    internal static TypedEndpoint<ContractQuery, ContractState> QueryContract { get; } =
        Get<INodeHandler, ContractQuery, ContractState>(
            "3.5", "query a contract", "/v1/interconn/node/contract/query", Json.ContractQuery, Json.ContractState,
            static (handler, request, context, token) => handler.QueryContractAsync(request, context, token), SignatureDemand.AnyContract);

    internal static TypedEndpoint<NodeQuery, NodeInfo> QueryNode { get; } =
        Get<INodeHandler, NodeQuery, NodeInfo>(
            "3.6", "query a node", "/v1/interconn/node/query", Json.NodeQuery, Json.NodeInfo,
            static (handler, request, context, token) => handler.QueryNodeAsync(request, context, token), SignatureDemand.None);

    internal static TypedEndpoint<NoData, NodeHealth> CheckHealth { get; } =
        Get<INodeHandler, NoData, NodeHealth>(
            "3.7", "check health", "/v1/interconn/node/health", Json.NoData, Json.NodeHealth,
            static (handler, _, context, token) => handler.CheckHealthAsync(context, token), optional: true);

    internal static TypedEndpoint<DatasetListQuery, Page<DatasetSummary>> ListDatasets { get; } =
        Get<IDatasetHandler, DatasetListQuery, Page<DatasetSummary>>(
            "4.1", "list public datasets", "/v1/interconn/dataset/pub/list", Json.DatasetListQuery, Json.DatasetPage,
            static (handler, request, context, token) => handler.ListAsync(request, context, token));

    internal static TypedEndpoint<DatasetQuery, DatasetDetail> QueryDataset { get; } =
        Get<IDatasetHandler, DatasetQuery, DatasetDetail>(
            "4.2", "query a public dataset", "/v1/interconn/dataset/pub/query", Json.DatasetQuery, Json.DatasetDetail,
            static (handler, request, context, token) => handler.QueryAsync(request, context, token));

    internal static TypedEndpoint<DatasetAuditApplication, NoData> ApplyDatasetAudit { get; } =
        Post<IDatasetHandler, DatasetAuditApplication>(
            "4.3", "apply for a dataset audit", "/v1/interconn/dataset/audit/apply", Json.DatasetAuditApplication,
            static (handler, request, context, token) => handler.ApplyAuditAsync(request, context, token));

    internal static TypedEndpoint<AuditConfirmation, NoData> ConfirmDatasetAudit { get; } =
        Post<IDatasetHandler, AuditConfirmation>(
            "4.4", "confirm a dataset audit", "/v1/interconn/dataset/audit/confirm", Json.AuditConfirmation,
            static (handler, request, context, token) => handler.ConfirmAuditAsync(request, context, token));

    internal static TypedEndpoint<AuditTermination, NoData> TerminateDatasetAudit { get; } =
        Post<IDatasetHandler, AuditTermination>(
            "4.5", "terminate a dataset audit", "/v1/interconn/dataset/audit/terminate", Json.AuditTermination,
            static (handler, request, context, token) => handler.TerminateAuditAsync(request, context, token));

    internal static TypedEndpoint<AuditQuery, AuditState> QueryDatasetAudit { get; } =
        Get<IDatasetHandler, AuditQuery, AuditState>(
            "4.6", "query a dataset audit", "/v1/interconn/dataset/audit/query", Json.AuditQuery, Json.AuditState,
            static (handler, request, context, token) => handler.QueryAuditAsync(request, context, token));

    internal static TypedEndpoint<ProjectAuditApplication, NoData> ApplyProjectAudit { get; } =
        Post<IProjectHandler, ProjectAuditApplication>(
            "5.1", "apply for a project audit", "/v1/interconn/project/audit/apply", Json.ProjectAuditApplication,
            static (handler, request, context, token) => handler.ApplyAuditAsync(request, context, token));

    internal static TypedEndpoint<AuditConfirmation, NoData> ConfirmProjectAudit { get; } =
        Post<IProjectHandler, AuditConfirmation>(
            "5.2", "confirm a project audit", "/v1/interconn/project/audit/confirm", Json.AuditConfirmation,
            static (handler, request, context, token) => handler.ConfirmAuditAsync(request, context, token));

    internal static TypedEndpoint<AuditTermination, NoData> TerminateProjectAudit { get; } =
        Post<IProjectHandler, AuditTermination>(
            "5.3", "terminate a project audit", "/v1/interconn/project/audit/terminate", Json.AuditTermination,
            static (handler, request, context, token) => handler.TerminateAuditAsync(request, context, token));

    internal static TypedEndpoint<AuditQuery, AuditState> QueryProjectAudit { get; } =
        Get<IProjectHandler, AuditQuery, AuditState>(
            "5.4", "query a project audit", "/v1/interconn/project/audit/query", Json.AuditQuery, Json.AuditState,
            static (handler, request, context, token) => handler.QueryAuditAsync(request, context, token));

    internal static TypedEndpoint<ProjectListQuery, Page<ProjectSummary>> ListProjects { get; } =
        Get<IProjectHandler, ProjectListQuery, Page<ProjectSummary>>(
            "5.5", "list projects", "/v1/interconn/project/list", Json.ProjectListQuery, Json.ProjectPage,
            static (handler, request, context, token) => handler.ListAsync(request, context, token));

    internal static TypedEndpoint<ProjectQuery, ProjectDetail> QueryProject { get; } =
        Get<IProjectHandler, ProjectQuery, ProjectDetail>(
            "5.6", "query a project", "/v1/interconn/project/query", Json.ProjectQuery, Json.ProjectDetail,
            static (handler, request, context, token) => handler.QueryAsync(request, context, token));

    internal static TypedEndpoint<ComponentListQuery, Page<ComponentSummary>> ListComponents { get; } =
        Get<IComponentHandler, ComponentListQuery, Page<ComponentSummary>>(
            "6.1", "list public components", "/v1/interconn/component/list", Json.ComponentListQuery, Json.ComponentPage,
            static (handler, request, context, token) => handler.ListAsync(request, context, token), aliases: ContractIdAliases);

    internal static TypedEndpoint<ComponentQuery, ComponentDetail> QueryComponent { get; } =
        Get<IComponentHandler, ComponentQuery, ComponentDetail>(
            "6.2", "query a public component", "/v1/interconn/component/query", Json.ComponentQuery, Json.ComponentDetail,
            static (handler, request, context, token) => handler.QueryAsync(request, context, token));

    internal static TypedEndpoint<FlowAuditApplication, NoData> ApplyFlowAudit { get; } =
        Post<IFlowHandler, FlowAuditApplication>(
            "7.1", "apply for a flow audit", "/v1/interconn/flow/audit/apply", Json.FlowAuditApplication,
            static (handler, request, context, token) => handler.ApplyAuditAsync(request, context, token));

    internal static TypedEndpoint<AuditConfirmation, NoData> ConfirmFlowAudit { get; } =
        Post<IFlowHandler, AuditConfirmation>(
            "7.2", "confirm a flow audit", "/v1/interconn/flow/audit/confirm", Json.AuditConfirmation,
            static (handler, request, context, token) => handler.ConfirmAuditAsync(request, context, token));

    internal static TypedEndpoint<AuditTermination, NoData> TerminateFlowAudit { get; } =
        Post<IFlowHandler, AuditTermination>(
            "7.3", "terminate a flow audit", "/v1/interconn/flow/audit/terminate", Json.AuditTermination,
            static (handler, request, context, token) => handler.TerminateAuditAsync(request, context, token));

    internal static TypedEndpoint<AuditQuery, AuditState> QueryFlowAudit { get; } =
        Get<IFlowHandler, AuditQuery, AuditState>(
            "7.4", "query a flow audit", "/v1/interconn/flow/audit/query", Json.AuditQuery, Json.AuditState,
            static (handler, request, context, token) => handler.QueryAuditAsync(request, context, token));

    internal static TypedEndpoint<JobAuditApplication, NoData> ApplyJobAudit { get; } =
        Post<IJobHandler, JobAuditApplication>(
            "8.1", "apply for a job audit", "/v1/interconn/job/audit/apply", Json.JobAuditApplication,
            static (handler, request, context, token) => handler.ApplyAuditAsync(request, context, token));

    internal static TypedEndpoint<AuditConfirmation, NoData> ConfirmJobAudit { get; } =
        Post<IJobHandler, AuditConfirmation>(
            "8.2", "confirm a job audit", "/v1/interconn/job/audit/confirm", Json.AuditConfirmation,
            static (handler, request, context, token) => handler.ConfirmAuditAsync(request, context, token));

    internal static TypedEndpoint<AuditTermination, NoData> TerminateJobAudit { get; } =
        Post<IJobHandler, AuditTermination>(
            "8.3", "terminate a job audit", "/v1/interconn/job/audit/terminate", Json.AuditTermination,
            static (handler, request, context, token) => handler.TerminateAuditAsync(request, context, token), optional: true);

    internal static TypedEndpoint<ModelAuditApplication, NoData> ApplyModelAudit { get; } =
        Post<IModelHandler, ModelAuditApplication>(
            "9.1", "apply for a model audit", "/v1/interconn/model/audit/apply", Json.ModelAuditApplication,
            static (handler, request, context, token) => handler.ApplyAuditAsync(request, context, token));

    internal static TypedEndpoint<AuditConfirmation, NoData> ConfirmModelAudit { get; } =
        Post<IModelHandler, AuditConfirmation>(
            "9.2", "confirm a model audit", "/v1/interconn/model/audit/confirm", Json.AuditConfirmation,
            static (handler, request, context, token) => handler.ConfirmAuditAsync(request, context, token));

    internal static TypedEndpoint<AuditTermination, NoData> TerminateModelAudit { get; } =
        Post<IModelHandler, AuditTermination>(
            "9.3", "terminate a model audit", "/v1/interconn/model/audit/terminate", Json.AuditTermination,
            static (handler, request, context, token) => handler.TerminateAuditAsync(request, context, token));

    internal static TypedEndpoint<AuditQuery, AuditState> QueryModelAudit { get; } =
        Get<IModelHandler, AuditQuery, AuditState>(
            "9.4", "query a model audit", "/v1/interconn/model/audit/query", Json.AuditQuery, Json.AuditState,
            static (handler, request, context, token) => handler.QueryAuditAsync(request, context, token));

    // The properties above must have their values first: initialisers run in the order of the text.
    private static readonly ReadOnlyCollection<InterconnEndpoint> InSectionOrder = Array.AsReadOnly<InterconnEndpoint>(
    [
        ApplyContract,
        ConfirmContract,
        TerminateContract,
        UpdateNode,
        QueryContract,
        QueryNode,
        CheckHealth,
        ListDatasets,
        QueryDataset,
        ApplyDatasetAudit,
        ConfirmDatasetAudit,
        TerminateDatasetAudit,
        QueryDatasetAudit,
        ApplyProjectAudit,
        ConfirmProjectAudit,
        TerminateProjectAudit,
        QueryProjectAudit,
        ListProjects,
        QueryProject,
        ListComponents,
        QueryComponent,
        ApplyFlowAudit,
        ConfirmFlowAudit,
        TerminateFlowAudit,
        QueryFlowAudit,
        ApplyJobAudit,
        ConfirmJobAudit,
        TerminateJobAudit,
        ApplyModelAudit,
        ConfirmModelAudit,
        TerminateModelAudit,
        QueryModelAudit,
    ]);

    private static readonly FrozenDictionary<string, InterconnEndpoint> BySection =
        InSectionOrder.ToFrozenDictionary(endpoint => endpoint.Section, StringComparer.Ordinal);

    private static InterconnJsonContext Json => InterconnJson.Context;

    private static Dictionary<string, string> ContractIdAliases =>
        new(StringComparer.Ordinal) { ["contract_Id"] = "contract_id", ["contractId"] = "contract_id" };

    private static HandledEndpoint<THandler, TRequest, TResponse> Get<THandler, TRequest, TResponse>(
        string section,
        string name,
        string path,
        JsonTypeInfo<TRequest> request,
        JsonTypeInfo<TResponse> response,
        Func<THandler, TRequest, InterconnContext, CancellationToken, Task<TResponse>> serve,
        SignatureDemand signature = SignatureDemand.Contract,
        bool optional = false,
        Dictionary<string, string>? aliases = null)
        where THandler : class
        where TRequest : class
        where TResponse : class =>
        new(section, name, "GET", path, request, response, serve)
        {
            Signature = signature,
            IsOptional = optional,
            QueryAliases = aliases ?? [],
        };

    private static HandledEndpoint<THandler, TRequest, TResponse> Post<THandler, TRequest, TResponse>(
        string section,
        string name,
        string path,
        JsonTypeInfo<TRequest> request,
        JsonTypeInfo<TResponse> response,
        Func<THandler, TRequest, InterconnContext, CancellationToken, Task<TResponse>> serve,
        SignatureDemand signature = SignatureDemand.Contract)
        where THandler : class
        where TRequest : class
        where TResponse : class =>
        new(section, name, "POST", path, request, response, serve) { Signature = signature };

    private static HandledEndpoint<THandler, TRequest, NoData> Post<THandler, TRequest>(
        string section,
        string name,
        string path,
        JsonTypeInfo<TRequest> request,
        Func<THandler, TRequest, InterconnContext, CancellationToken, Task> serve,
        SignatureDemand signature = SignatureDemand.Contract,
        bool optional = false)
        where THandler : class
        where TRequest : class =>
        new(section, name, "POST", path, request, Json.NoData, (handler, body, context, token) => NoData.After(serve(handler, body, context, token)))
        {
            Signature = signature,
            IsOptional = optional,
            AnswersData = false,
        };
}
