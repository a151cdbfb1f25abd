namespace Interconn.Sdk.Node.Outbox;

/// <summary>What a message of the outbox tells the partner.</summary>
public enum OutboxKind
{
    /// <summary>The decision on a contract (3.2).</summary>
    ContractConfirmation,

    /// <summary>The end of a contract (3.3).</summary>
    ContractTermination,

    /// <summary>This node's description and key (3.4).</summary>
    NodeUpdate,

    /// <summary>An application (4.3, 5.1, 7.1, 8.1, 9.1).</summary>
    AuditApplication,

    /// <summary>The decision on an application (4.4, 5.2, 7.2, 8.2, 9.2).</summary>
    AuditConfirmation,

    /// <summary>The end of an audit (4.5, 5.3, 7.3, 8.3, 9.3).</summary>
    AuditTermination,
}
