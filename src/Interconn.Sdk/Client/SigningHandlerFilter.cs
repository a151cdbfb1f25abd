using Interconn.Sdk.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;

namespace Interconn.Sdk.Client;

/// <summary>
/// Puts the signing handler innermost, behind every handler that the host adds to the client, and has connections made, checked and certified as they must be.
/// </summary>
internal sealed class SigningHandlerFilter : IHttpMessageHandlerBuilderFilter
{
    public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
    {
        next(builder);
        if (PartnerHttpClients.IsOwn(builder.Name, out bool isChecked))
        {
            builder.Services.GetRequiredService<PartnerHttpClients>().ShowCertificate(builder.Name, builder.PrimaryHandler);
            builder.Services.GetRequiredService<PartnerConnections>().Guard(builder.PrimaryHandler, isChecked);

            // Asked for here and not in the constructor: the filter is made for every HTTP client of the host, ours or not. Around the primary
            // handler and not at the end of the others: a filter of the host may still add to those.
            builder.PrimaryHandler = new SigningHandler(
                builder.Services.GetRequiredService<LocalNode>(), builder.Services.GetRequiredService<TimeProvider>())
            {
                InnerHandler = builder.PrimaryHandler,
            };
        }
    };
}
