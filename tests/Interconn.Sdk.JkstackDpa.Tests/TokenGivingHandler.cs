using System.Net;
using System.Text;

namespace Interconn.Sdk.JkstackDpa.Tests;

/// <summary>Answers 1.1 and 1.2 in the platform's place, so that a test sees one call only: its own.</summary>
internal sealed class TokenGivingHandler : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string path = request.RequestUri!.AbsolutePath;
        string? data = path.EndsWith("/oauth/authorize", StringComparison.Ordinal) ? """{"code":"a-code"}"""
            : path.EndsWith("/oauth/token", StringComparison.Ordinal) ? $$"""{"token_type":"Bearer ","access_token":"{{TestDpa.Token}}"}"""
            : null;
        return data is null ? base.SendAsync(request, cancellationToken) : Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = new StringContent($$"""{"code":200,"message":"","data":{{data}}}""", Encoding.UTF8, "application/json"),
        });
    }
}
