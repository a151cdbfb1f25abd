using System.Globalization;

namespace Interconn.Sdk.TestHosting;

/// <summary>What an answer says: the status of HTTP, and the code of the envelope or -1 where there is none.</summary>
public readonly record struct Verdict(int Status, int Code)
{
    public const int NoEnvelope = -1;

    public static readonly Verdict Served = new(200, 0);
    public static readonly Verdict NotAuthenticated = new(401, 40101);
    public static readonly Verdict Replayed = new(409, 40903);
    public static readonly Verdict TooMany = new(429, 42901);
    public static readonly Verdict Unavailable = new(503, 50301);

    /// <summary>The connection ended, or time ran out, before an answer was whole.</summary>
    public static readonly Verdict None = new(0, NoEnvelope);

    public override string ToString() =>
        this == None ? "no answer" : string.Create(CultureInfo.InvariantCulture, $"{Status}/{(Code == NoEnvelope ? "none" : Code)}");
}
