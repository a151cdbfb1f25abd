using Interconn.Sdk.JkstackDpa.Callbacks;

namespace Interconn.Sdk.Emulators.JkstackDpa;

/// <summary>A callback that the emulator sent, with every attempt at it.</summary>
public sealed record EmulatedDelivery
{
    /// <summary>What was sent.</summary>
    public required PlanCallback Callback { get; init; }

    /// <summary>The attempts: one, and up to three more where no <c>SUCCESS</c> came.</summary>
    public required IReadOnlyList<EmulatedDeliveryAttempt> Attempts { get; init; }

    /// <summary>Whether the receiver answered <c>SUCCESS</c> in the end.</summary>
    public bool IsConfirmed => Attempts is [.., { IsConfirmed: true }];
}
