namespace Interconn.Sdk.Benchmarks.Calls;

#pragma warning disable IDE1006, CA1707 // As it stands on the wire: each of the peers has another attribute to say so, and none needs one.

/// <summary>The request as a host would write it down for a call without this library.</summary>
public sealed class BareApplication
{
    public string audit_id { get; set; } = "";

    public string contract_id { get; set; } = "";

    public string dataset_id { get; set; } = "";

    public Dictionary<string, string[]> auth_scope { get; set; } = [];

    public int times_limit { get; set; }
}
