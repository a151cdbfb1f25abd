using System.Numerics;
using static Interconn.Sdk.TestHosting.DerPair;

namespace Interconn.Sdk.BouncyCastle.Tests;

/// <summary>Keys made once per run. No test may dispose of them.</summary>
internal static class Sm2Keys
{
    public static Sm2SigningKey Caller { get; } = Sm2SigningKey.Generate();

    public static Sm2SigningKey Holder { get; } = Sm2SigningKey.Generate();

    public static Sm2SigningKey Stranger { get; } = Sm2SigningKey.Generate();

    /// <summary>The number of <see cref="Known"/>.</summary>
    public static BigInteger KnownNumber { get; } = Number("6FCBA2EF9AE0AB902BC3BDE3FF915D44BA4CC78F88E2F8E7F8996D3B8CCEEDEE");

    /// <summary>A key whose number the tests know, so that they can sign as the SDK would not.</summary>
    public static Sm2SigningKey Known { get; } = Sm2PrivateKeys.FromNumber(KnownNumber);
}
