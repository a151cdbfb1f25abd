using System.Net;
using System.Net.Sockets;
using System.Text;
using Interconn.Sdk.Emulators.HuaweiBcs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Interconn.Sdk.Emulators.Tests;

/// <summary>What holds of every emulator, shown at one.</summary>
public sealed class EmulatorTests
{
    private static readonly Uri Path = new("/v1/datashare/dataset/authorize-dataset", UriKind.Relative);

    [Test]
    public async Task Start_Twice_ServesAtTwoPortsOfLoopback()
    {
        await using HuaweiBcsEmulator first = await HuaweiBcsEmulator.StartAsync();
        await using HuaweiBcsEmulator second = await HuaweiBcsEmulator.StartAsync();
        Assert.That(first.Address.Host, Is.EqualTo("127.0.0.1"));
        Assert.That(second.Address.Port, Is.Not.EqualTo(first.Address.Port));
    }

    [Test]
    public async Task Dispose_OfARunningOne_FreesItsPort()
    {
        HuaweiBcsEmulator emulator = await HuaweiBcsEmulator.StartAsync();
        int port = emulator.Address.Port;
        await emulator.DisposeAsync();
        var listener = new TcpListener(IPAddress.Loopback, port);
        Assert.DoesNotThrow(listener.Start);
        listener.Stop();
    }

    [Test]
    public void Start_WhenCancelled_Throws() =>
        Assert.CatchAsync<OperationCanceledException>(() => HuaweiBcsEmulator.StartAsync(cancellationToken: new CancellationToken(canceled: true)));

    [Test]
    public async Task Configure_WithAMiddleware_PutsItBeforeTheEmulator()
    {
        var options = new EmulatorOptions
        {
            Configure = static app => app.Run(static context =>
            {
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                return Task.CompletedTask;
            }),
        };
        await using HuaweiBcsEmulator emulator = await HuaweiBcsEmulator.StartAsync(options);
        Assert.That(await PostAsync(emulator, "{}", "application/json"), Is.EqualTo(HttpStatusCode.ServiceUnavailable));
    }

    [TestCase("not json", "application/json")]
    [TestCase("[]", "application/json")]
    [TestCase("null", "application/json")]
    [TestCase("", "application/json")]
    [TestCase("\"\\ud800\"", "application/json")]
    [TestCase("{}", "text/plain")]
    public async Task Request_WithABodyThatIsNone_IsRefusedAsDocumented(string body, string mediaType)
    {
        await using HuaweiBcsEmulator emulator = await HuaweiBcsEmulator.StartAsync();
        Assert.That(await PostAsync(emulator, body, mediaType), Is.EqualTo(HttpStatusCode.InternalServerError));
    }

    [Test]
    public async Task Request_LargerThanAnyOfTheDocuments_IsRefused()
    {
        await using HuaweiBcsEmulator emulator = await HuaweiBcsEmulator.StartAsync();
        Assert.That(await PostAsync(emulator, "{\"orgID\":\"" + new string('x', 5 * 1024 * 1024) + "\"}", "application/json"), Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
    }

    [Test]
    public async Task Request_WithAnotherMethodOrPath_IsNotServed()
    {
        await using HuaweiBcsEmulator emulator = await HuaweiBcsEmulator.StartAsync();
        using var client = new HttpClient { BaseAddress = emulator.Address };
        using HttpResponseMessage get = await client.GetAsync(Path);
        using HttpResponseMessage other = await client.GetAsync(new Uri("/v1", UriKind.Relative));
        Assert.That((get.StatusCode, other.StatusCode), Is.EqualTo((HttpStatusCode.MethodNotAllowed, HttpStatusCode.NotFound)));
    }

    private static async Task<HttpStatusCode> PostAsync(HuaweiBcsEmulator emulator, string body, string mediaType)
    {
        using var client = new HttpClient { BaseAddress = emulator.Address };
        // Asked first, so that a body that is refused is not being written while the connection ends.
        client.DefaultRequestHeaders.ExpectContinue = true;
        using var content = new StringContent(body, Encoding.UTF8, mediaType);
        using HttpResponseMessage answer = await client.PostAsync(Path, content);
        return answer.StatusCode;
    }
}
