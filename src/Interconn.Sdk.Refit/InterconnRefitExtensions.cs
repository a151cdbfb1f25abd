using Interconn.Sdk.Client;

namespace Interconn.Sdk.Refit;

/// <summary>Refit interfaces for clients of partners.</summary>
public static class InterconnRefitExtensions
{
    /// <summary>
    /// The Refit interfaces of a partner. Permits and a trace id go with the client: <c>client.With(options).AsRefit()</c>. Nothing needs to be registered
    /// beyond <c>AddInterconn</c>.
    /// </summary>
    /// <param name="client">The client, of <see cref="InterconnClientFactory"/>.</param>
    /// <returns>The interfaces.</returns>
    public static InterconnRefitClient AsRefit(this InterconnClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        return new InterconnRefitClient(client);
    }
}
