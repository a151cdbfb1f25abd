namespace Interconn.Sdk.Node.Upkeep;

/// <summary>What is to be done with a contract or an audit that is due.</summary>
internal enum DueTask
{
    /// <summary>Decide on the partner's application.</summary>
    Decide,

    /// <summary>Ask the partner where it stands.</summary>
    Inquire,

    /// <summary>End it, since its time is up, or end what hangs on it.</summary>
    Finish,
}
