using System.Text.Json.Serialization;
using Interconn.Sdk.Serialization;

namespace Interconn.Sdk.Components;

/// <summary>Whether a component may be used (6.2). A closed set.</summary>
[JsonConverter(typeof(ComponentStatusConverter))]
public enum ComponentStatus
{
    /// <summary><c>ENABLED</c>: it may be used.</summary>
    Enabled,

    /// <summary><c>DISABLED</c>: it may not.</summary>
    Disabled,
}

internal sealed class ComponentStatusConverter() : ClosedEnumConverter<ComponentStatus>(
    (ComponentStatus.Enabled, "ENABLED"),
    (ComponentStatus.Disabled, "DISABLED"));
