using System.Collections.ObjectModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Interconn.Sdk.Protocol;

/// <summary>
/// A record that the standard names without defining all of it: the parts of a DAG and of a configuration (7.1, 8.1). Members that
/// this SDK does not know are kept and written back.
/// </summary>
public abstract record OpenRecord
{
    private protected OpenRecord()
    {
    }

    /// <summary>The members that this SDK does not know, as they came; empty where there are none. At most 256.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, JsonElement> UnknownMembers
    {
        get => KeptMembers ?? (IReadOnlyDictionary<string, JsonElement>)ReadOnlyDictionary<string, JsonElement>.Empty;
        init => KeptMembers = value is null or { Count: 0 } ? null : new Dictionary<string, JsonElement>(value, StringComparer.Ordinal);
    }

    // The serializer fills extension data member by member and so needs a setter, which is nobody else's business.
    [JsonExtensionData]
    [JsonInclude]
    internal Dictionary<string, JsonElement>? KeptMembers { get; set; }
}
