using System.Text.Json.Serialization;
using Interconn.Sdk.Serialization;

namespace Interconn.Sdk.Fuxi.Subscriptions;

/// <summary>Where a subscription stands (4.1 to 4.5). An open set: any text of the server is kept.</summary>
/// <param name="Value">The text on the wire.</param>
[JsonConverter(typeof(OpenValueConverter<SubscriptionStatus>))]
public readonly record struct SubscriptionStatus(string Value) : IOpenValue<SubscriptionStatus>
{
    /// <summary>Asked for, and not yet reviewed.</summary>
    public static SubscriptionStatus Applied { get; } = new("Applied");

    /// <summary>The owner has agreed.</summary>
    public static SubscriptionStatus Granted { get; } = new("Granted");

    /// <summary>The owner has refused.</summary>
    public static SubscriptionStatus Refused { get; } = new("Refused");

    static SubscriptionStatus IOpenValue<SubscriptionStatus>.Create(string value) => new(value);

    /// <summary>The text on the wire.</summary>
    /// <returns><see cref="Value"/>.</returns>
    public override string ToString() => Value;
}
