using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Interconn.Sdk.Node.Tests.Administration;

public sealed class AdminAuthorizationTests
{
    private static readonly string[] Routes = ["node", "contracts", "approvals", "audits", "outbox", "keys/outdated"];

    [Test]
    public async Task Routes_NotMapped_DoNotExist()
    {
        await using TestNode node = await NodeFixture.StartAsync();
        using var admin = new AdminApi(node);

        using HttpResponseMessage answer = await admin.SendAsync(HttpMethod.Get, "node");

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [TestCaseSource(nameof(Routes))]
    public async Task Route_WithoutALogin_IsRefusedByTheHostsAuthorization(string route)
    {
        await using TestNode node = await StartAsync();
        using var admin = new AdminApi(node);

        using HttpResponseMessage answer = await admin.SendAsync(HttpMethod.Get, route);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task Route_WithTheHostsLogin_Answers()
    {
        await using TestNode node = await StartAsync();
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(node.Address, "/interconn/admin/node"));
        request.Headers.Add(LoginHandler.Header, "somebody");

        using HttpResponseMessage answer = await http.SendAsync(request);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public void MapInterconnAdmin_WithoutANode_NamesTheMissingCall()
    {
        var exception = Assert.ThrowsAsync<InvalidOperationException>(() => TestNode.StartAsync(map: app => app.MapInterconnAdmin()));

        Assert.That(exception!.Message, Does.Contain("AddNode()"));
    }

    private static Task<TestNode> StartAsync() => NodeFixture.StartAsync(
        build: builder =>
        {
            builder.Services.AddAuthorization();
            builder.Services.AddAuthentication(LoginHandler.Header).AddScheme<AuthenticationSchemeOptions, LoginHandler>(LoginHandler.Header, null);
        },
        map: app => app.MapInterconnAdmin());

    /// <summary>A host's login: whoever names himself is believed.</summary>
    private sealed class LoginHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
    {
        public const string Header = "X-Login";

        protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Request.Headers[Header] is [{ } name]
            ? AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity([new Claim("name", name)], Header)), Header))
            : AuthenticateResult.NoResult());
    }
}
