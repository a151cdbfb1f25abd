using Interconn.Sdk.JkstackDpa.Authorization;
using Interconn.Sdk.Neighbours;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.JkstackDpa.Protocol;

/// <summary>
/// Sends calls with a token. One that the platform does not take any more is forgotten; a call that only reads is sent once more with a fresh one. What executes never
/// is: whether the platform checked the token before it began is not known here.
/// </summary>
internal sealed class AuthorizedCaller(NeighbourCaller caller, TokenSource tokens, ILogger logger)
{
    /// <summary>Sends the call that <paramref name="make"/> makes for a token, and gives its answer where it is a success.</summary>
    public async Task<DpaAnswer> SendAsync(Func<AccessToken, NeighbourCall> make, CancellationToken cancellationToken)
    {
        TokenLease lease = await tokens.GetAsync(cancellationToken).ConfigureAwait(false);
        NeighbourCall call = make(lease.Shared.Token);
        DpaAnswer answer = await DpaAnswer.SendAsync(caller, call, cancellationToken).ConfigureAwait(false);
        if (!answer.IsTokenRefused || !lease.IsFromCache)
        {
            return Successful(answer);
        }

        JkstackDpaLog.TokenRefused(logger, call.Endpoint, answer.Status);
        tokens.Drop(lease.Shared);
        if (!call.Endpoint.IsRepeatable)
        {
            throw answer.Refused("The access token may have been over; the next call will use a fresh one. This one is not sent again by itself, since it executes a plan.");
        }

        lease = await tokens.GetAsync(cancellationToken).ConfigureAwait(false);
        return Successful(await DpaAnswer.SendAsync(caller, make(lease.Shared.Token), cancellationToken).ConfigureAwait(false));
    }

    private static DpaAnswer Successful(DpaAnswer answer) => answer.IsSuccess ? answer : throw answer.Refused(
        answer.IsTokenRefused ? "The token was fresh: see which rights the application (ClientId), the Scope and the UserId have at the platform." : null);
}
