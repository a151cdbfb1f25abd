using System.Text.Json;
using System.Text.Json.Serialization;

namespace Interconn.Sdk.Node.Administration;

/// <summary>How the administrator's routes read and write.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(NodeView))]
[JsonSerializable(typeof(CountView))]
[JsonSerializable(typeof(ContractView))]
[JsonSerializable(typeof(IReadOnlyList<ContractView>), TypeInfoPropertyName = "Contracts")]
[JsonSerializable(typeof(AuditView))]
[JsonSerializable(typeof(IReadOnlyList<AuditView>), TypeInfoPropertyName = "Audits")]
[JsonSerializable(typeof(IReadOnlyList<PendingApprovalView>), TypeInfoPropertyName = "Approvals")]
[JsonSerializable(typeof(IReadOnlyList<HeldPermitView>), TypeInfoPropertyName = "HeldPermits")]
[JsonSerializable(typeof(IssuedPermitView))]
[JsonSerializable(typeof(MessageView))]
[JsonSerializable(typeof(IReadOnlyList<MessageView>), TypeInfoPropertyName = "Messages")]
[JsonSerializable(typeof(ContractOrder))]
[JsonSerializable(typeof(ApprovalOrder))]
internal sealed partial class AdminJsonContext : JsonSerializerContext;
