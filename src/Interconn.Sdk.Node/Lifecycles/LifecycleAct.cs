namespace Interconn.Sdk.Node.Lifecycles;

/// <summary>What moves a contract or an audit from one status to another.</summary>
public enum LifecycleAct
{
    /// <summary>A confirmation with status APPROVED.</summary>
    Approve,

    /// <summary>A confirmation with status REJECTED.</summary>
    Reject,

    /// <summary>A termination.</summary>
    Terminate,
}
