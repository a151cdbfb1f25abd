namespace Interconn.Sdk.Node.Lifecycles;

/// <summary>Which part a node has in a contract or an audit.</summary>
public enum PartyRole
{
    /// <summary>It applied.</summary>
    Applicant,

    /// <summary>It was applied to, decides, and holds the resource.</summary>
    Holder,
}
