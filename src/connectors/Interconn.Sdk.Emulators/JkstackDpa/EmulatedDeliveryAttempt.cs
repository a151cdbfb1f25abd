namespace Interconn.Sdk.Emulators.JkstackDpa;

/// <summary>One attempt at a callback.</summary>
public sealed record EmulatedDeliveryAttempt
{
    /// <summary>The HTTP status of the answer. Null where none came.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>The text of the answer. Null where none came, or one of more than a kilobyte.</summary>
    public string? Answer { get; init; }

    /// <summary>Whether it is the bare text <c>SUCCESS</c>, blanks around it aside.</summary>
    public bool IsConfirmed => HttpStatus is >= 200 and < 300 && string.Equals(Answer?.Trim(), "SUCCESS", StringComparison.Ordinal);
}
