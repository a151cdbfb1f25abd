namespace Interconn.Sdk.JkstackDpa.Authorization;

/// <summary>The OAuth endpoints of the platform as they are.</summary>
public interface IAuthorizationApi
{
    /// <summary>Gets an authorisation code (1.1), for the application and scope of the settings. It answers with JSON and leads nowhere.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The code. It is good for one token.</returns>
    /// <exception cref="JkstackDpaException">The call did not succeed.</exception>
    Task<AuthorizationCode> GetCodeAsync(CancellationToken cancellationToken = default);

    /// <summary>Gets an access token for a code (1.2). It is never sent twice, since the code is used up by the first.</summary>
    /// <param name="code">The code.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The token. It is new at each call; nothing is kept of it.</returns>
    /// <exception cref="ArgumentException">The code is empty. Nothing was sent.</exception>
    /// <exception cref="JkstackDpaException">The call did not succeed.</exception>
    Task<AccessToken> GetTokenAsync(string code, CancellationToken cancellationToken = default);
}
