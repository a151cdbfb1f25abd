namespace Interconn.Sdk.Hosting;

/// <summary>Who this node is: what 3.1 and 3.4 send and what 3.6 answers.</summary>
public sealed class NodeIdentity
{
    /// <summary>The id of the node: letters, digits, and <c>. _ : -</c>, at most 128.</summary>
    public string NodeId { get; set; } = "";

    /// <summary>The id of the institution that runs the node.</summary>
    public string InstId { get; set; } = "";

    /// <summary>The name of the institution.</summary>
    public string Institution { get; set; } = "";

    /// <summary>The name of the node.</summary>
    public string Name { get; set; } = "";

    /// <summary>A description, or null.</summary>
    public string? Description { get; set; }

    /// <summary>The platform that the node runs on, for instance <c>fate</c>.</summary>
    public string System { get; set; } = "";

    /// <summary>The version of the platform.</summary>
    public string SystemVersion { get; set; } = "";

    /// <summary>
    /// Where partners reach the node: scheme, host, port and, behind some gateways, a path base. The path base is left out of what is
    /// signed. Null for a node that only calls.
    /// </summary>
    public Uri? Address { get; set; }
}
