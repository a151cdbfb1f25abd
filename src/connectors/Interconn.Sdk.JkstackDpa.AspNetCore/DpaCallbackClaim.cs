namespace Interconn.Sdk.JkstackDpa.AspNetCore;

/// <summary>Whether an attempt may deliver a callback.</summary>
public enum DpaCallbackClaim
{
    /// <summary>It may.</summary>
    Granted,

    /// <summary>It was delivered before.</summary>
    Delivered,

    /// <summary>Another attempt is at it.</summary>
    InProgress,
}
