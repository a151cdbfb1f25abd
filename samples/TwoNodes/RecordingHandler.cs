namespace TwoNodes;

/// <summary>Shows the recorder each request as it leaves, signed.</summary>
internal sealed class RecordingHandler(Recorder recorder) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false })
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        recorder.Keep(request);
        return base.SendAsync(request, cancellationToken);
    }
}
