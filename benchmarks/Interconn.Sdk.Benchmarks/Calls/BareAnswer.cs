namespace Interconn.Sdk.Benchmarks.Calls;

#pragma warning disable IDE1006 // As it stands on the wire.

/// <summary>The envelope as a host would write it down for a call without this library.</summary>
public sealed class BareAnswer
{
    public int code { get; set; }

    public string msg { get; set; } = "";

    public Dictionary<string, string> data { get; set; } = [];
}
