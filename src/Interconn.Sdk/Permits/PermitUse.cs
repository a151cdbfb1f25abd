namespace Interconn.Sdk.Permits;

/// <summary>The answer of a store to an attempt to use a permit.</summary>
/// <param name="Outcome">Whether the use was granted, and if not, why.</param>
/// <param name="UsesLeft">How many uses are left after this one; null without a limit, and where no use was granted.</param>
public readonly record struct PermitUse(PermitUseOutcome Outcome, int? UsesLeft = null);
