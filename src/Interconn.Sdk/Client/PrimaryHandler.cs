namespace Interconn.Sdk.Client;

/// <summary>What a host gave as primary handler, which may have handlers of its own around it.</summary>
internal static class PrimaryHandler
{
    /// <summary>The handler that makes the connections.</summary>
    public static HttpMessageHandler Innermost(HttpMessageHandler primary)
    {
        HttpMessageHandler innermost = primary;
        while (innermost is DelegatingHandler { InnerHandler: HttpMessageHandler inner })
        {
            innermost = inner;
        }

        return innermost;
    }
}
