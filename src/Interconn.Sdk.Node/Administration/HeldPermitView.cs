using Interconn.Sdk.Permits;

namespace Interconn.Sdk.Node.Administration;

/// <summary>A permit that this node was given. The token stays out.</summary>
internal sealed record HeldPermitView(
    string HolderNodeId, string ResourceType, string ResourceId, int Level, DateTimeOffset? TimeLimit, int? TimesLimit)
{
    public static HeldPermitView Of(ResourcePermit permit) => new(
        permit.ResourceNodeId, permit.ResourceType.Value, permit.ResourceId, permit.ResourceLevel, permit.TimeLimit, permit.TimesLimit);
}
