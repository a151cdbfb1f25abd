using System.Diagnostics.CodeAnalysis;
using Interconn.Sdk.JkstackDpa.AspNetCore;
using Interconn.Sdk.JkstackDpa.AspNetCore.Receiving;
using Interconn.Sdk.JkstackDpa.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

// The namespace of every MapX of the framework, so that a host needs no further using to find it.
#pragma warning disable IDE0130
namespace Microsoft.AspNetCore.Builder;
#pragma warning restore IDE0130

/// <summary>Receives the callbacks of the JKStack DPA (7).</summary>
public static class DpaCallbackEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps the receiver, for POST. It answers the bare text <c>SUCCESS</c> once the handler has taken the callback, now or before. Where the handler throws it answers
    /// 500, and where a repeat comes while the first is being handled, 503: the platform sends what was not answered by <c>SUCCESS</c> again, three times. A body of more
    /// than 64 KiB is answered 413, one that is no callback 400 or 415; nothing of them reaches handler or store.
    /// <para>
    /// The platform signs nothing and has no login. Make the path hard to guess, keep it out of logs, offer it by https, and let the handler look at executions of its own
    /// only. Under a fallback authorization policy call <c>AllowAnonymous()</c> on what is returned.
    /// </para>
    /// </summary>
    /// <param name="endpoints">The routes of the host.</param>
    /// <param name="pattern">The path, for instance <c>/dpa/callbacks/</c> and 128 random bits in hexadecimal.</param>
    /// <returns>A builder for conventions, for instance a rate limit.</returns>
    /// <exception cref="InvalidOperationException">No handler is registered; the message names the fix.</exception>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">A setting does not hold; the message names it.</exception>
    public static IEndpointConventionBuilder MapDpaCallback(this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(pattern);
        CallbackReceiver receiver = endpoints.ServiceProvider.GetService<CallbackReceiver>()
            ?? throw new InvalidOperationException(
                $"No handler of DPA callbacks is registered. Call services.AddDpaCallback<THandler>() with an {nameof(IDpaCallbackHandler)} before MapDpaCallback.");
        _ = receiver.Options;
        RequestDelegate receive = receiver.ReceiveAsync;
        return endpoints.MapMethods(pattern, [JkstackDpaEndpoints.Callback.Method.Method], receive).WithDisplayName("JKStack DPA callback");
    }
}
