using System.Text.Json.Serialization;
using Interconn.Sdk.Audits;
using Interconn.Sdk.Components;
using Interconn.Sdk.Datasets;
using Interconn.Sdk.Flows;
using Interconn.Sdk.Jobs;
using Interconn.Sdk.Models;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Projects;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Serialization;

/// <summary>How every request and answer of the 32 endpoints is written and read; the types inside them come along.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(NoData))]
[JsonSerializable(typeof(ResourcePermit))]
[JsonSerializable(typeof(AuditConfirmation))]
[JsonSerializable(typeof(AuditQuery))]
[JsonSerializable(typeof(AuditState))]
[JsonSerializable(typeof(AuditTermination))]
[JsonSerializable(typeof(ContractApplication))]
[JsonSerializable(typeof(ContractConfirmation))]
[JsonSerializable(typeof(ContractQuery))]
[JsonSerializable(typeof(ContractReceipt))]
[JsonSerializable(typeof(ContractState))]
[JsonSerializable(typeof(ContractTermination))]
[JsonSerializable(typeof(NodeHealth))]
[JsonSerializable(typeof(NodeInfo))]
[JsonSerializable(typeof(NodeQuery))]
[JsonSerializable(typeof(NodeUpdate))]
[JsonSerializable(typeof(DatasetAuditApplication))]
[JsonSerializable(typeof(DatasetDetail))]
[JsonSerializable(typeof(DatasetListQuery))]
[JsonSerializable(typeof(DatasetQuery))]
[JsonSerializable(typeof(Page<DatasetSummary>), TypeInfoPropertyName = "DatasetPage")]
[JsonSerializable(typeof(ProjectAuditApplication))]
[JsonSerializable(typeof(ProjectDetail))]
[JsonSerializable(typeof(ProjectListQuery))]
[JsonSerializable(typeof(ProjectQuery))]
[JsonSerializable(typeof(Page<ProjectSummary>), TypeInfoPropertyName = "ProjectPage")]
[JsonSerializable(typeof(ComponentDetail))]
[JsonSerializable(typeof(ComponentListQuery))]
[JsonSerializable(typeof(ComponentQuery))]
[JsonSerializable(typeof(Page<ComponentSummary>), TypeInfoPropertyName = "ComponentPage")]
[JsonSerializable(typeof(FlowAuditApplication))]
[JsonSerializable(typeof(JobAuditApplication))]
[JsonSerializable(typeof(ModelAuditApplication))]
internal sealed partial class InterconnJsonContext : JsonSerializerContext;
