using Interconn.Sdk.Protocol;
using Microsoft.AspNetCore.Http;

namespace Interconn.Sdk.AspNetCore;

/// <summary>What a guarded route of the host's own knows of its caller.</summary>
public static class InterconnHttpContextExtensions
{
    /// <summary>The verified call: who calls, under which contract, with which permit.</summary>
    /// <param name="http">The request.</param>
    /// <returns>The context.</returns>
    /// <exception cref="InvalidOperationException">The route is not guarded.</exception>
    public static InterconnContext GetInterconnContext(this HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        return http.Features.Get<InterconnContext>() ?? throw new InvalidOperationException(
            "The route is not guarded. Put RequireInterconnSignature or RequireInterconnPermit on it.");
    }
}
