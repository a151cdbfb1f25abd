namespace Interconn.Sdk.Fuzzing.Engine;

/// <summary>What is fuzzed: where the inputs come from and what may become of them.</summary>
internal sealed record FuzzTarget
{
    public required IReadOnlyList<byte[]> Seeds { get; init; }

    /// <summary>Makes an input of a seed. Depends on nothing but its arguments.</summary>
    public required Func<byte[], Dice, long, byte[]> Mutate { get; init; }

    /// <summary>Tries an input, and throws where what became of it is not as documented.</summary>
    public required Func<byte[], CancellationToken, Task> TryAsync { get; init; }

    /// <summary>How many inputs are tried at a time: more than one for targets that wait.</summary>
    public int Parallel { get; init; } = 1;
}
