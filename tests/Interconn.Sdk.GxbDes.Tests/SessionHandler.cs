namespace Interconn.Sdk.GxbDes.Tests;

/// <summary>What a host adds to the client: the header by which its market knows the session.</summary>
internal sealed class SessionHandler(string authorization) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return base.SendAsync(request, cancellationToken);
    }
}
