using System.Text.Json.Serialization;
using Interconn.Sdk.Serialization;

namespace Interconn.Sdk.Fuxi.Subscriptions;

/// <summary>Whether a subscription is paid for (4.1, 4.2, 4.4). An open set: any text of the server is kept.</summary>
/// <param name="Value">The text on the wire.</param>
[JsonConverter(typeof(OpenValueConverter<SubscriptionType>))]
public readonly record struct SubscriptionType(string Value) : IOpenValue<SubscriptionType>
{
    /// <summary>It costs nothing.</summary>
    public static SubscriptionType Free { get; } = new("Free");

    /// <summary>It is paid for.</summary>
    public static SubscriptionType Charged { get; } = new("Charged");

    static SubscriptionType IOpenValue<SubscriptionType>.Create(string value) => new(value);

    /// <summary>The text on the wire.</summary>
    /// <returns><see cref="Value"/>.</returns>
    public override string ToString() => Value;
}
