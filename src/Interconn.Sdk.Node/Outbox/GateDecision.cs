namespace Interconn.Sdk.Node.Outbox;

/// <summary>Whether a message is to be sent now.</summary>
internal enum GateDecision
{
    /// <summary>Send it.</summary>
    Send,

    /// <summary>The partner could not verify it yet: it has not acknowledged this node's key.</summary>
    Wait,

    /// <summary>What it is about has ended, so that nobody need be told any more.</summary>
    Moot,
}
