using System.Text.Json.Serialization;
using Interconn.Sdk.Serialization;

namespace Interconn.Sdk.Permits;

/// <summary>The kind of a resource that a permit is for. An open set: any text of a partner is kept.</summary>
/// <param name="Value">The text on the wire.</param>
[JsonConverter(typeof(OpenValueConverter<ResourceType>))]
public readonly record struct ResourceType(string Value) : IOpenValue<ResourceType>
{
    /// <summary>A node.</summary>
    public static ResourceType Node { get; } = new("NODE");

    /// <summary>A dataset.</summary>
    public static ResourceType Dataset { get; } = new("DATASET");

    /// <summary>A project.</summary>
    public static ResourceType Project { get; } = new("PROJECT");

    /// <summary>A flow.</summary>
    public static ResourceType Flow { get; } = new("FLOW");

    /// <summary>A job.</summary>
    public static ResourceType Job { get; } = new("JOB");

    /// <summary>A model.</summary>
    public static ResourceType Model { get; } = new("MODEL");

    /// <summary>A component.</summary>
    public static ResourceType Component { get; } = new("COMPONENT");

    static ResourceType IOpenValue<ResourceType>.Create(string value) => new(value);

    /// <summary>The text on the wire.</summary>
    /// <returns><see cref="Value"/>.</returns>
    public override string ToString() => Value;
}
