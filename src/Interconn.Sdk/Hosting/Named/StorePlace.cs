namespace Interconn.Sdk.Hosting.Named;

/// <summary>Where a durable store keeps a node. Compared and never shown: a connection string may hold a password.</summary>
internal sealed record StorePlace(string? Provider, string? Connection)
{
    public override string ToString() => Provider ?? "";
}
