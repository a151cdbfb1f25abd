using System.Buffers.Text;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Interconn.Sdk.Node.Tests.Audits;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Signing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Node.Tests.Permits;

/// <summary>The route that publishes the keys of permits.</summary>
public sealed class PermitKeysRouteTests
{
    private const string WellKnown = "/.well-known/interconn/permit-keys";

    [TestCase(null, WellKnown)]
    [TestCase("/keys", "/keys")]
    public async Task Get_ByAnyone_GivesTheKeysAsAJwkSet(string? pattern, string path)
    {
        await using AuditNode node = await AuditNode.StartAsync(
            map: app => _ = pattern is null ? app.MapInterconnPermitKeys() : app.MapInterconnPermitKeys(pattern));
        using var http = new HttpClient { BaseAddress = node.Node.Address };
        using HttpResponseMessage answer = await http.GetAsync(path);
        Assert.That((int)answer.StatusCode, Is.EqualTo(200));
        Assert.That(answer.Content.Headers.ContentType!.ToString(), Is.EqualTo("application/jwk-set+json"));
        Assert.That(
            await answer.Content.ReadAsStringAsync(), Is.EqualTo(node.Node.Services.GetRequiredService<PermitKeyRing>().PublishedKeys()));
    }

    [Test]
    public async Task Keys_VerifyTheTokensOfThisNode_BeforeAndAfterRotation()
    {
        await using AuditNode node = await AuditNode.StartAsync(map: app => app.MapInterconnPermitKeys());
        ResourcePermit first = await node.GrantDatasetAsync("a-1");
        using SigningKey next = SigningKey.Generate(SignatureAlgorithmIds.Sha256Ecdsa);
        node.Node.Services.GetRequiredService<PermitKeyRing>().Rotate(next);
        ResourcePermit second = await node.GrantDatasetAsync("a-2");
        using var http = new HttpClient { BaseAddress = node.Node.Address };
        JsonElement set = await http.GetFromJsonAsync<JsonElement>(WellKnown);
        Assert.That(set.GetProperty("keys").GetArrayLength(), Is.EqualTo(2));
        Assert.That(IsSignedByOneOf(first.Token, set), Is.True);
        Assert.That(IsSignedByOneOf(second.Token, set), Is.True);
        Assert.That(set.GetRawText(), Does.Not.Contain("\"d\""), "no private part");
    }

    [Test]
    public async Task Post_IsNotServed()
    {
        await using AuditNode node = await AuditNode.StartAsync(map: app => app.MapInterconnPermitKeys());
        using var http = new HttpClient { BaseAddress = node.Node.Address };
        using HttpResponseMessage answer = await http.PostAsync(WellKnown, content: null);
        Assert.That((int)answer.StatusCode, Is.EqualTo(405));
    }

    [Test]
    public async Task Route_IsOpenUnderAFallbackPolicyOfTheHost()
    {
        EndpointDataSource? routes = null;
        await using AuditNode node = await AuditNode.StartAsync(map: app =>
        {
            app.MapInterconnPermitKeys();
            routes = ((IEndpointRouteBuilder)app).DataSources.Single(source => source.Endpoints.Any(endpoint => endpoint.DisplayName == "interconn permit keys"));
        });
        Assert.That(
            routes!.Endpoints.Single(endpoint => endpoint.DisplayName == "interconn permit keys").Metadata.GetMetadata<IAllowAnonymous>(), Is.Not.Null);
    }

    [Test]
    public void Map_WithoutANode_SaysWhatToCall()
    {
        using WebApplication app = WebApplication.CreateSlimBuilder().Build();
        Assert.That(() => app.MapInterconnPermitKeys(), Throws.InvalidOperationException.With.Message.Contains("AddInterconn"));
    }

    // As a component of the host in another language would: the kid finds the key, the key the signature. P-256 only.
    private static bool IsSignedByOneOf(string token, JsonElement set)
    {
        string[] parts = token.Split('.');
        string keyId = JsonElement.Parse(Base64Url.DecodeFromChars(parts[0])).GetProperty("kid").GetString()!;
        JsonElement key = set.GetProperty("keys").EnumerateArray().Single(candidate => candidate.GetProperty("kid").GetString() == keyId);
        using var ecdsa = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint
            {
                X = Base64Url.DecodeFromChars(key.GetProperty("x").GetString()),
                Y = Base64Url.DecodeFromChars(key.GetProperty("y").GetString()),
            },
        });
        return ecdsa.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256);
    }
}
