namespace Interconn.Sdk.Permits;

/// <summary>
/// How the tokens of this node's permits are made and read back: a plug point. Only the holder reads its tokens, so a format need not
/// be agreed with anyone; to the user they are opaque.
/// </summary>
public interface IPermitFormat
{
    /// <summary>Makes the token of a permit.</summary>
    /// <param name="claims">What it says.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The token: visible ASCII without comma and slash, so that it can travel in a token set.</returns>
    ValueTask<PermitToken> WriteAsync(PermitClaims claims, CancellationToken cancellationToken);

    /// <summary>Reads a token that came with a call, and finds out whether this node made it. Says nothing of dates and counts.</summary>
    /// <param name="token">The token, as a stranger may have made it up.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The claims, or why there are none. A bad token is not an exception.</returns>
    ValueTask<PermitReading> ReadAsync(string token, CancellationToken cancellationToken);
}
