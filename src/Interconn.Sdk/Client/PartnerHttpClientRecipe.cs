using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace Interconn.Sdk.Client;

/// <summary>
/// What the host does to the client of all partners (<see cref="Hosting.InterconnBuilder.HttpClient"/>), it does to each of <see cref="PartnerHttpClients"/>:
/// all of them are made as though they were that one.
/// </summary>
internal sealed class PartnerHttpClientRecipe(IServiceProvider provider) : IPostConfigureOptions<HttpClientFactoryOptions>
{
    public void PostConfigure(string? name, HttpClientFactoryOptions options)
    {
        if (name == InterconnClientFactory.HttpClientName || !PartnerHttpClients.IsOwn(name, out _))
        {
            return;
        }

        // What the host configures for all of its clients is there already, and comes again with the rest.
        options.HttpClientActions.Clear();
        options.HttpMessageHandlerBuilderActions.Clear();
        foreach (IConfigureOptions<HttpClientFactoryOptions> setup in provider.GetServices<IConfigureOptions<HttpClientFactoryOptions>>())
        {
            if (setup is IConfigureNamedOptions<HttpClientFactoryOptions> named)
            {
                named.Configure(InterconnClientFactory.HttpClientName, options);
            }
        }

        // Not asked for as a dependency: it would wait for itself.
        foreach (IPostConfigureOptions<HttpClientFactoryOptions> setup in provider.GetServices<IPostConfigureOptions<HttpClientFactoryOptions>>())
        {
            if (setup is not PartnerHttpClientRecipe)
            {
                setup.PostConfigure(InterconnClientFactory.HttpClientName, options);
            }
        }
    }
}
