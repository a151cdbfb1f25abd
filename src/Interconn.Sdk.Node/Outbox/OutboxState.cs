namespace Interconn.Sdk.Node.Outbox;

/// <summary>Where a message of the outbox stands.</summary>
public enum OutboxState
{
    /// <summary>It waits to be sent, or for another attempt.</summary>
    Pending,

    /// <summary>The partner has acknowledged it. Its content is no longer kept.</summary>
    Delivered,

    /// <summary>What it is about ended before it could be delivered, so it was dropped. Its content is no longer kept.</summary>
    Superseded,

    /// <summary>It was refused for good, or tried as long as is allowed. An administrator may resend it.</summary>
    Dead,
}
