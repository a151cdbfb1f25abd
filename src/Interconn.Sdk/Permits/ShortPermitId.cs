namespace Interconn.Sdk.Permits;

/// <summary>As much of a permit's identifier as may be logged; <c>-</c> where there is none.</summary>
internal readonly struct ShortPermitId(string? permitId)
{
    private const int ShownLength = 8;

    public override string ToString() => permitId is null ? "-" : permitId[..Math.Min(permitId.Length, ShownLength)];
}
