using Microsoft.Extensions.Http;

namespace Interconn.Sdk.Neighbours;

/// <summary>Puts <see cref="NeighbourHandler"/> around the primary handler of every neighbouring system's client, whatever the host makes of the rest.</summary>
internal sealed class NeighbourHandlerFilter : IHttpMessageHandlerBuilderFilter
{
    public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
    {
        next(builder);
        if (builder.Name?.StartsWith(NeighbourRegistration.HttpClientPrefix, StringComparison.Ordinal) == true)
        {
            builder.PrimaryHandler = new NeighbourHandler { InnerHandler = builder.PrimaryHandler };
        }
    };
}
