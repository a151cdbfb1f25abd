namespace Interconn.Sdk.Neighbours;

/// <summary>The bounds of a call.</summary>
/// <param name="CallTimeout">How long an answer may take.</param>
/// <param name="MaxAnswer">How many bytes it may have.</param>
internal sealed record NeighbourLimits(TimeSpan CallTimeout, long MaxAnswer);
