namespace Interconn.Sdk.Permits;

/// <summary>One entry of a token set: what its sender claims the token to be for, and the token. Nothing in it is proved.</summary>
/// <param name="Urn">The resource.</param>
/// <param name="Level">The level.</param>
/// <param name="Token">The token, a secret.</param>
public readonly record struct PermitTuple(ResourceUrn Urn, int Level, string Token)
{
    /// <summary>Says what the entry is for, without the token.</summary>
    /// <returns>For instance <c>urn:interconn:DATASET:LX0000010000280:d-01 level 1</c>.</returns>
    public override string ToString() => $"{Urn} level {Level}";
}
