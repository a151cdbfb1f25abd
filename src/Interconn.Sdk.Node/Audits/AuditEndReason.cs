namespace Interconn.Sdk.Node.Audits;

/// <summary>Why an audit ended.</summary>
public enum AuditEndReason
{
    /// <summary>This node ended it.</summary>
    TerminatedHere,

    /// <summary>The partner ended it, or said when asked that it is ended.</summary>
    TerminatedByPartner,

    /// <summary>The holder rejected it.</summary>
    Rejected,

    /// <summary>The partner refused the application for good; the message in the outbox says with which code.</summary>
    ApplicationRefused,

    /// <summary>The contract that it belonged to ended, or the last one of the pair.</summary>
    ContractEnded,

    /// <summary>The audit of the project that it names ended.</summary>
    ProjectEnded,
}
