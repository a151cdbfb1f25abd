namespace Interconn.Sdk.Testing.Conformance;

/// <summary>What a check wants a replay guard to be made with.</summary>
public sealed record ReplayGuardSetting
{
    /// <summary>The clock. It stands until the check moves it.</summary>
    public required TimeProvider TimeProvider { get; init; }

    /// <summary>How many nonces of one partner are kept at a time before more are refused.</summary>
    public required int MaxPerPartner { get; init; }

    /// <summary>How many nonces of strangers from one address are kept at a time before more are refused.</summary>
    public required int MaxPerAddress { get; init; }
}
