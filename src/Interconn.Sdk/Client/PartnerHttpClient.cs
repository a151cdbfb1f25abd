namespace Interconn.Sdk.Client;

/// <summary>
/// Sends to partners by the handlers that the factory keeps. Where the host has set no headers for all requests, what HttpClient does around its handlers is left out: its own
/// time limit, its list of what is pending and a task of its own are of no use here, and cost more than a header does.
/// </summary>
internal sealed class PartnerHttpClient
{
    private readonly HttpClient client;
    private readonly HttpMessageInvoker? direct;

    public PartnerHttpClient(HttpMessageHandler handler, HttpClient client)
    {
        Handler = handler;
        this.client = client;
        bool isPlain = client.Timeout == Timeout.InfiniteTimeSpan && client.BaseAddress is null && client.DefaultRequestHeaders.NonValidated.Count == 0;
        direct = isPlain ? new HttpMessageInvoker(handler, disposeHandler: false) : null;
    }

    /// <summary>The handlers.</summary>
    public HttpMessageHandler Handler { get; }

    /// <summary>A request for this client, of the version that the host set for it: one that is made by hand does not take it from there.</summary>
    public HttpRequestMessage NewRequest(HttpMethod method, Uri address) =>
        new(method, address) { Version = client.DefaultRequestVersion, VersionPolicy = client.DefaultVersionPolicy };

    /// <summary>Sends; the answer comes with its head, before its body.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        direct?.SendAsync(request, cancellationToken) ?? client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
}
