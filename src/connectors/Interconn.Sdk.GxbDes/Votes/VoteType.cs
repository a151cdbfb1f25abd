using System.Text.Json.Serialization;
using Interconn.Sdk.Serialization;

namespace Interconn.Sdk.GxbDes.Votes;

/// <summary>What a vote is on (3.1.10). An open set: any text of the market is kept.</summary>
/// <param name="Value">The text on the wire.</param>
[JsonConverter(typeof(OpenValueConverter<VoteType>))]
public readonly record struct VoteType(string Value) : IOpenValue<VoteType>
{
    /// <summary>申请加入: one applies to provide the data of the product.</summary>
    public static VoteType Apply { get; } = new("APPLY");

    /// <summary>邀请加入: a member invites others to.</summary>
    public static VoteType AddMember { get; } = new("ADD_MEMBER");

    /// <summary>更新产品: the product is to change.</summary>
    public static VoteType UpdateProduct { get; } = new("UPDATE_PRODUCT");

    static VoteType IOpenValue<VoteType>.Create(string value) => new(value);

    /// <summary>The text on the wire.</summary>
    /// <returns><see cref="Value"/>.</returns>
    public override string ToString() => Value;
}
