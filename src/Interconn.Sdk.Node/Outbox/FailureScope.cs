namespace Interconn.Sdk.Node.Outbox;

/// <summary>What the failure of one attempt says of the next.</summary>
internal enum FailureScope
{
    /// <summary>The partner cannot be reached, or cannot answer: none of its messages is sent for a while.</summary>
    Partner,

    /// <summary>This message failed, and may succeed later. Others are sent.</summary>
    Message,

    /// <summary>This message is refused for good.</summary>
    Final,
}
