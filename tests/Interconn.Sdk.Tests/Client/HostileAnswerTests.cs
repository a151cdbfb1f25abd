using System.IO.Compression;
using System.Text;
using Interconn.Sdk.Client;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Tests.Client;

/// <summary>Answers that are made to wear the client out, or to lead it elsewhere: bounded, not repeated, and nothing is sent on.</summary>
public sealed class HostileAnswerTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Test]
    public async Task N80_GzipBomb_IsNotUnpacked()
    {
        const int Unpacked = 256 * 1024 * 1024;
        byte[] bomb = await PackedAsync(Unpacked);
        await using var partner = ScriptedPartner.Start(ScriptedAnswer.Of(200, bomb, "Content-Type: application/json", "Content-Encoding: gzip"));
        await using TestClient client = partner.Client();
        long before = GC.GetTotalAllocatedBytes(precise: true);
        Assert.ThrowsAsync<InterconnProtocolException>(() => client.Api.Nodes.CheckHealthAsync());
        Assert.That(GC.GetTotalAllocatedBytes(precise: true) - before, Is.LessThan(Unpacked / 8));
        Assert.That(partner.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task N80_HeadersWithoutEnd_AreGivenUp()
    {
        var stopped = new TaskCompletionSource();
        await using var partner = ScriptedPartner.StartOnStream((_, stream, token) =>
            WriteForEverAsync(stream, "HTTP/1.1 200 OK\r\n", "X-More: " + new string('x', 1000) + "\r\n", stopped, token));
        await using TestClient client = partner.Client();
        Assert.ThrowsAsync<InterconnTransportException>(() => client.Api.Nodes.CheckHealthAsync());
        await stopped.Task.WaitAsync(Patience);
        Assert.That(partner.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task N80_InterimAnswersWithoutEnd_EndWithTheCallTimeout()
    {
        var clock = new ManualTimeProvider(TimeProvider.System.GetUtcNow());
        var begun = new TaskCompletionSource();
        var stopped = new TaskCompletionSource();
        await using var partner = ScriptedPartner.StartOnStream((_, stream, token) =>
        {
            begun.SetResult();
            return WriteForEverAsync(stream, "", "HTTP/1.1 102 Processing\r\n\r\n", stopped, token);
        });
        await using TestClient client = partner.Client(build: builder => builder.Services.AddSingleton<TimeProvider>(clock));
        Task call = client.Api.Nodes.CheckHealthAsync();
        await begun.Task.WaitAsync(Patience);
        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.ThrowsAsync<InterconnTransportException>(() => call);
        await stopped.Task.WaitAsync(Patience);
    }

    // The one failure that is tried again is tried where it was, whatever the answer says.
    [Test]
    public async Task N80_NotAuthenticatedWithALocation_IsTriedAgainAtThePartnerOnly()
    {
        await using var elsewhere = ScriptedPartner.Start(ScriptedAnswer.Json("{}"));
        await using var partner = ScriptedPartner.Start(ScriptedAnswer.Of(
            401,
            """{"code":40101,"msg":"no","data":{}}"""u8.ToArray(),
            "Content-Type: application/json",
            $"Location: {elsewhere.Address}",
            $"Content-Location: {elsewhere.Address}",
            $"Refresh: 0; url={elsewhere.Address}",
            $"Alt-Svc: h2=\"{elsewhere.Address.Authority}\""));
        await using TestClient client = partner.Client();
        Assert.ThrowsAsync<InterconnAnswerException>(() => client.Api.With(WithPermit()).Nodes.CheckHealthAsync());
        Assert.That(partner.Requests, Has.Count.EqualTo(2));
        Assert.That(elsewhere.Connections, Is.Zero);
    }

    [TestCase(301)]
    [TestCase(302)]
    [TestCase(303)]
    [TestCase(307)]
    [TestCase(308)]
    public async Task N80_RedirectAtARouteOfTheHosts_IsGivenToTheCallerAndNoPermitSentOn(int status)
    {
        await using var elsewhere = ScriptedPartner.Start(ScriptedAnswer.Json("{}"));
        await using var partner = ScriptedPartner.Start(ScriptedAnswer.Of(status, [], $"Location: {elsewhere.Address}"));
        await using TestClient client = partner.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/data/d-01/read", UriKind.Relative));
        using HttpResponseMessage answer = await client.Api.With(WithPermit()).SendAsync(request);
        Assert.That((int)answer.StatusCode, Is.EqualTo(status));
        Assert.That(partner.Requests.Single()["x-mprac-token-set"], Does.EndWith("/1/token"));
        Assert.That(elsewhere.Connections, Is.Zero);
    }

    private static async Task WriteForEverAsync(Stream stream, string first, string again, TaskCompletionSource stopped, CancellationToken token)
    {
        try
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(first), token);
            byte[] repeated = Encoding.ASCII.GetBytes(again);
            while (true)
            {
                await stream.WriteAsync(repeated, token);
            }
        }
        catch (IOException)
        {
            stopped.SetResult();
            throw;
        }
    }

    private static async Task<byte[]> PackedAsync(int size)
    {
        var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            byte[] blanks = Encoding.ASCII.GetBytes(new string(' ', 1024 * 1024));
            for (int written = 0; written < size; written += blanks.Length)
            {
                await gzip.WriteAsync(blanks);
            }
        }

        return packed.ToArray();
    }

    private static InterconnCallOptions WithPermit() => new()
    {
        Permits =
        [
            new ResourcePermit
            {
                Token = "token",
                ResourceLevel = 1,
                ResourceType = ResourceType.Dataset,
                ResourceId = "d-01",
                ResourceNodeId = TestNode.HolderId,
                ResourceInstId = "LX01",
                RequestNodeId = TestNode.CallerId,
                RequestInstId = "JG01",
            },
        ],
    };
}
