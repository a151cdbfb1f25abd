using System.Text.Json.Serialization;
using Interconn.Sdk.Serialization;

namespace Interconn.Sdk.GxbDes.Votes;

/// <summary>How a vote stands (3.1.10, 3.1.11). An open set: any text of the market is kept.</summary>
/// <param name="Value">The text on the wire.</param>
[JsonConverter(typeof(OpenValueConverter<VoteStatus>))]
public readonly record struct VoteStatus(string Value) : IOpenValue<VoteStatus>
{
    /// <summary>投票中: it is not decided.</summary>
    public static VoteStatus InProgress { get; } = new("INPROGRESS");

    /// <summary>同意: it passed.</summary>
    public static VoteStatus Pass { get; } = new("PASS");

    /// <summary>拒绝: it was refused.</summary>
    public static VoteStatus Reject { get; } = new("REJECT");

    static VoteStatus IOpenValue<VoteStatus>.Create(string value) => new(value);

    /// <summary>The text on the wire.</summary>
    /// <returns><see cref="Value"/>.</returns>
    public override string ToString() => Value;
}
