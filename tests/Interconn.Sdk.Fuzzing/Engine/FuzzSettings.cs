using System.Globalization;
using System.Security.Cryptography;

namespace Interconn.Sdk.Fuzzing.Engine;

/// <summary>How long to run, and on which inputs.</summary>
/// <param name="Duration">How long one target is run.</param>
/// <param name="Seed">Together with the number of the iteration it makes the input.</param>
/// <param name="OnlyIteration">The one iteration to run, or null for all.</param>
internal sealed record FuzzSettings(TimeSpan Duration, ulong Seed, long? OnlyIteration = null)
{
    private const double DefaultSeconds = 5;

    /// <summary>What INTERCONN_FUZZ_SECONDS, INTERCONN_FUZZ_SEED and INTERCONN_FUZZ_ITERATION say; otherwise 5 seconds, a seed of chance, all iterations.</summary>
    public static FuzzSettings FromEnvironment() => new(
        TimeSpan.FromSeconds(Read("SECONDS") is string seconds ? double.Parse(seconds, CultureInfo.InvariantCulture) : DefaultSeconds),
        Read("SEED") is string seed ? ulong.Parse(seed, CultureInfo.InvariantCulture) : BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))),
        Read("ITERATION") is string iteration ? long.Parse(iteration, CultureInfo.InvariantCulture) : null);

    private static string? Read(string name) => Environment.GetEnvironmentVariable("INTERCONN_FUZZ_" + name) is { Length: > 0 } value ? value : null;
}
