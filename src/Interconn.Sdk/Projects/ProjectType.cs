using System.Text.Json.Serialization;
using Interconn.Sdk.Serialization;

namespace Interconn.Sdk.Projects;

/// <summary>What a project computes (5.1, 5.5, 5.6). An open set: any text of a partner is kept.</summary>
/// <param name="Value">The text on the wire.</param>
[JsonConverter(typeof(OpenValueConverter<ProjectType>))]
public readonly record struct ProjectType(string Value) : IOpenValue<ProjectType>
{
    /// <summary>Vertical federated learning: the parties share samples and differ in features.</summary>
    public static ProjectType HeteroFl { get; } = new("HETERO_FL");

    /// <summary>Horizontal federated learning: the parties share features and differ in samples.</summary>
    public static ProjectType HomoFl { get; } = new("HOMO_FL");

    /// <summary>Joint statistics by multi-party computation.</summary>
    public static ProjectType Mpc { get; } = new("MPC");

    /// <summary>Private set intersection.</summary>
    public static ProjectType Psi { get; } = new("PSI");

    /// <summary>Federated learning that does not reveal the intersection.</summary>
    public static ProjectType AnonymFl { get; } = new("ANONYM_FL");

    static ProjectType IOpenValue<ProjectType>.Create(string value) => new(value);

    /// <summary>The text on the wire.</summary>
    /// <returns><see cref="Value"/>.</returns>
    public override string ToString() => Value;
}
