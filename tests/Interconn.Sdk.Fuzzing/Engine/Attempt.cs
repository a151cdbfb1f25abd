namespace Interconn.Sdk.Fuzzing.Engine;

/// <summary>One input that is being tried.</summary>
internal sealed record Attempt(string Name, byte[] Input, long StartedAt)
{
    /// <summary>All that is needed to try it again.</summary>
    public override string ToString() => $"{Name}: {Convert.ToHexStringLower(Input)}";
}
