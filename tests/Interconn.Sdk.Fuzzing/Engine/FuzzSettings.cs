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

    // The same each time: what fails then fails for the change, and not for the day. New ground is for those who ask for it.
    private const ulong DefaultSeed = 20261122;
    private const string AnySeed = "any";

    /// <summary>
    /// What INTERCONN_FUZZ_SECONDS, INTERCONN_FUZZ_SEED (a number, or "any" for one of chance) and INTERCONN_FUZZ_ITERATION say; otherwise 5 seconds, the same seed
    /// each time, all iterations.
    /// </summary>
    public static FuzzSettings FromEnvironment() => new(
        TimeSpan.FromSeconds(Read("SECONDS") is string seconds ? double.Parse(seconds, CultureInfo.InvariantCulture) : DefaultSeconds),
        Read("SEED") switch
        {
            null => DefaultSeed,
            AnySeed => BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))),
            string seed => ulong.Parse(seed, CultureInfo.InvariantCulture),
        },
        Read("ITERATION") is string iteration ? long.Parse(iteration, CultureInfo.InvariantCulture) : null);

    private static string? Read(string name) => Environment.GetEnvironmentVariable("INTERCONN_FUZZ_" + name) is { Length: > 0 } value ? value : null;
}
