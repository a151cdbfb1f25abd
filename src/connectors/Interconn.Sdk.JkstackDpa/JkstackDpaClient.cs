using Interconn.Sdk.JkstackDpa.Authorization;
using Interconn.Sdk.JkstackDpa.Plans;
using Interconn.Sdk.JkstackDpa.Protocol;
using Interconn.Sdk.Neighbours;

namespace Interconn.Sdk.JkstackDpa;

/// <summary>Calls one JKStack DPA. Registered by <c>AddJkstackDpaClient</c>; safe to use from many threads, which share one access token.</summary>
public sealed class JkstackDpaClient
{
    internal JkstackDpaClient(NeighbourServices services, JkstackDpaOptions options)
    {
        var caller = new NeighbourCaller(services, new NeighbourLimits(options.CallTimeout, options.MaxAnswer));
        var authorization = new AuthorizationClient(caller, options);
        var tokens = new TokenSource(authorization, options.TokenLifetime, services.TimeProvider, services.Logger);
        Authorization = authorization;
        Plans = new PlansClient(new AuthorizedCaller(caller, tokens, services.Logger), options);
    }

    /// <summary>Codes and tokens as they are (1.1 and 1.2). <see cref="Plans"/> fetches its own: this is for hosts that need a token elsewhere.</summary>
    public IAuthorizationApi Authorization { get; }

    /// <summary>Plans, their execution and its results (2 to 6).</summary>
    public IPlansApi Plans { get; }
}
