namespace Interconn.Sdk.Permits;

/// <summary>What a guarded route demands a permit for.</summary>
public sealed record PermitDemand
{
    /// <summary>The kind of the resource.</summary>
    public required ResourceType ResourceType { get; init; }

    /// <summary>The id of the resource at this node.</summary>
    public required string ResourceId { get; init; }

    /// <summary>The lowest level that will do; 1 by default.</summary>
    public int Level { get; init; } = 1;

    /// <summary>The project that the call is for. Null means that the route knows of none, and the scope of the permit is not held against it.</summary>
    public string? ProjectId { get; init; }

    /// <summary>The component that the call is for. Null means that the route knows of none, and the scope of the permit is not held against it.</summary>
    public string? ComponentId { get; init; }
}
