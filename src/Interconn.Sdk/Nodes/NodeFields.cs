using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Nodes;

/// <summary>The rules of the fields by which a node describes itself in 3.1 and 3.4.</summary>
internal static class NodeFields
{
    public static void Check(
        string address, string name, string? description, string instId, string institution, string system, string systemVersion)
    {
        FieldRules.LongName(address);
        FieldRules.Name(name);
        FieldRules.Description(description);
        FieldRules.Id(instId);
        FieldRules.Name(institution);
        FieldRules.Name(system);
        FieldRules.Name(systemVersion);
    }
}
