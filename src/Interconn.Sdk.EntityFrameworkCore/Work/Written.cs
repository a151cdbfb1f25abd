namespace Interconn.Sdk.EntityFrameworkCore.Work;

/// <summary>What a write comes to, and whether what it wrote is to be kept.</summary>
internal readonly record struct Written<T>(T Value, bool IsKept);
