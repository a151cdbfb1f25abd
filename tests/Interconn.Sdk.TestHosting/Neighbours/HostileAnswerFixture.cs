using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Interconn.Sdk.TestHosting.Secrets;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.TestHosting.Neighbours;

/// <summary>
/// What the client of every neighbouring system makes of answers that are broken, hostile or late. Each test project derives a fixture for a call that is repeatable,
/// and one for a call that is not.
/// </summary>
/// <param name="answerException">The exception for what the system refused.</param>
/// <param name="protocolException">The exception for what is not what the document says.</param>
/// <param name="transportException">The exception for no answer.</param>
public abstract class HostileAnswerFixture(Type answerException, Type protocolException, Type transportException)
{
    private const int MaxAnswer = 4096;

    // As much of a secret as anyone would know it by: a text that is cut may hold half of it.
    private const int Recognisable = 8;
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ManualTimeProvider clock = new(new DateTimeOffset(2026, 5, 4, 3, 2, 1, TimeSpan.Zero));

    /// <summary>What the call carries and no exception or log may.</summary>
    protected abstract IReadOnlyList<string> Secrets { get; }

    /// <summary>Whether a retrying handler of the host may send the call again.</summary>
    protected abstract bool IsRepeatable { get; }

    /// <summary>Makes the call, by a client set up as the setting says.</summary>
    protected abstract Task CallAsync(NeighbourSetting setting, CancellationToken cancellationToken);

    /// <summary>An answer of failure in the system's own form, with a text.</summary>
    protected abstract byte[] Refusal(string text);

    [Test]
    public async Task Call_WithATruncatedAnswer_ThrowsForTransport()
    {
        await using var system = ScriptedPartner.StartOnStream(async (_, stream, token) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"code\":1,\"da"u8.ToArray(), token);
            throw new IOException("The system goes away in the middle.");
        });
        await AssertThrowsAsync(system.Address, transportException);
    }

    [Test]
    public async Task Call_WithAnAnswerLargerThanAllowed_ThrowsAndNamesTheSetting()
    {
        byte[] large = Encoding.UTF8.GetBytes("{\"code\":200,\"data\":\"" + new string('x', MaxAnswer) + "\"}");
        await using var system = ScriptedPartner.Start(ScriptedAnswer.Of(200, large, "Content-Type: application/json"));
        Exception exception = await AssertThrowsAsync(system.Address, protocolException);
        Assert.That(exception.Message, Does.Contain("MaxAnswer"));
    }

    [Test]
    public async Task Call_WithAnAnswerWithoutEnd_StopsReading()
    {
        await using var system = ScriptedPartner.StartOnStream(async (_, stream, token) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"data\":\""u8.ToArray(), token);
            byte[] more = new byte[1024];
            more.AsSpan().Fill((byte)'x');
            while (true)
            {
                await stream.WriteAsync(more, token);
            }
        });
        await AssertThrowsAsync(system.Address, protocolException);
    }

    [Test]
    public async Task Call_WithHtmlInsteadOfJson_ThrowsForTheProtocol()
    {
        await using var system = ScriptedPartner.Start(ScriptedAnswer.Of(200, "<html>log in</html>"u8.ToArray(), "Content-Type: text/html"));
        await AssertThrowsAsync(system.Address, protocolException);
    }

    [TestCase(502)]
    [TestCase(503)]
    public async Task Call_WithThePageOfAGateway_ThrowsWithItsStatus(int status)
    {
        await using var system = ScriptedPartner.Start(ScriptedAnswer.Of(status, "<html>bad gateway</html>"u8.ToArray(), "Content-Type: text/html"));
        Exception exception = await AssertThrowsAsync(system.Address, answerException);
        Assert.That(exception.Message, Does.Contain($"HTTP {status}"));
    }

    [TestCase("")]
    [TestCase("null")]
    [TestCase("not json")]
    [TestCase("{\"code\":")]
    [TestCase("\"text\"")]
    [TestCase("12")]
    [TestCase("{\"a\":1} {\"a\":1}")]
    public async Task Call_WithWhatIsNoAnswer_ThrowsForTheProtocol(string body)
    {
        await using var system = ScriptedPartner.Start(ScriptedAnswer.Json(body));
        await AssertThrowsAsync(system.Address, protocolException);
    }

    [Test]
    public async Task Call_WithJsonNestedWithoutEnd_ThrowsForTheProtocol()
    {
        await using var system = ScriptedPartner.Start(ScriptedAnswer.Json(string.Concat(Enumerable.Repeat("{\"data\":", 400)) + "1" + new string('}', 400)));
        await AssertThrowsAsync(system.Address, protocolException);
    }

    [TestCase(301)]
    [TestCase(302)]
    [TestCase(307)]
    [TestCase(308)]
    public async Task Call_WithARedirect_ThrowsAndCarriesNothingElsewhere(int status)
    {
        await using var elsewhere = ScriptedPartner.Start(ScriptedAnswer.Json("{}"));
        await using var system = ScriptedPartner.Start(ScriptedAnswer.Of(status, [], $"Location: {elsewhere.Address}"));
        await AssertThrowsAsync(system.Address, protocolException);
        Assert.That(elsewhere.Connections, Is.Zero);
    }

    [Test]
    public async Task Call_WithAnAnswerThatIsTooLate_ThrowsForTransportAndNamesTheSetting()
    {
        var received = new TaskCompletionSource();
        await using var system = ScriptedPartner.StartOnStream(async (_, _, token) =>
        {
            received.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
        });
        Task call = CallAsync(Setting(system.Address), CancellationToken.None);
        await received.Task.WaitAsync(Patience);
        clock.Advance(CallTimeout);
        Exception exception = await AssertThrowsAsync(call, transportException);
        Assert.That(exception.Message, Does.Contain("CallTimeout"));
    }

    [Test]
    public async Task Call_CancelledByTheCaller_ThrowsWithItsToken()
    {
        using var cancelled = new CancellationTokenSource();
        await using var system = ScriptedPartner.StartOnStream(async (_, _, token) =>
        {
            await cancelled.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
        });
        OperationCanceledException? exception = null;
        try
        {
            await CallAsync(Setting(system.Address), cancelled.Token).WaitAsync(Patience);
        }
        catch (OperationCanceledException caught)
        {
            exception = caught;
        }

        Assert.That(exception?.CancellationToken, Is.EqualTo(cancelled.Token));
    }

    [Test]
    public async Task Call_WhereNobodyListens_ThrowsForTransport()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        await AssertThrowsAsync(new Uri($"http://127.0.0.1:{port}"), transportException);
    }

    [OneTimeSetUp]
    public void NameTheSecrets() => SecretSweep.Learn(Secrets);

    [Test]
    public async Task Call_WhoseSecretsAreQuotedInTheAnswer_KeepsThemOutOfExceptionAndLogs()
    {
        Assert.That(Secrets, Is.Not.Empty);
        foreach (string secret in Secrets)
        {
            await using var system = ScriptedPartner.Start(Refusal($"{secret} is not what it should be"));
            NeighbourSetting setting = Setting(system.Address);
            Exception exception = await AssertThrowsAsync(CallAsync(setting, CancellationToken.None), answerException);
            string told = exception + string.Concat(setting.Logs.Entries.Select(entry => entry.Message + entry.Exception));
            ReceivedRequest request = system.Requests.Single();
            string beginning = secret[..Math.Min(secret.Length, Recognisable)];
            Assert.Multiple(() =>
            {
                Assert.That(request.BodyText + string.Concat(request.Headers.Select(header => header.Value)), Does.Contain(secret), "the call carries it");
                Assert.That(request.Target, Does.Not.Contain(secret));
                Assert.That(exception.Message, Does.Contain("is not what it should be"), "the rest of the text is told");
                Assert.That(told, Does.Not.Contain(beginning));
            });
        }
    }

    [Test]
    public async Task Call_WhoseSecretsAreQuotedInPlaceOfHttp_KeepsThemOutOfExceptionAndLogs()
    {
        // In front, and where texts are cut: half of it is a secret too.
        foreach ((string secret, int before) in Secrets.SelectMany(secret => new[] { (secret, 0), (secret, 180) }))
        {
            await using var system = ScriptedPartner.Start(Encoding.UTF8.GetBytes(new string('x', before) + secret + "\r\n\r\n"));
            NeighbourSetting setting = Setting(system.Address);
            Exception exception = await AssertThrowsAsync(CallAsync(setting, CancellationToken.None), transportException);
            string told = exception + string.Concat(setting.Logs.Entries.Select(entry => entry.Message + entry.Exception));
            Assert.That(exception.Message, Does.Contain("'[removed]").Or.Contain("xxxxx"), "the framework quotes it");
            Assert.That(told, Does.Not.Contain(secret[..Math.Min(secret.Length, Recognisable)]));
        }
    }

    [Test]
    public async Task Call_ThatAHandlerOfTheHostRepeats_LeavesAgainOnlyIfItMay()
    {
        const int Attempts = 3;
        await using var system = ScriptedPartner.Start(ScriptedAnswer.Of(503, [], "Retry-After: 0"));
        NeighbourSetting setting = Setting(system.Address) with { ConfigureHttp = http => http.AddHttpMessageHandler(() => new RetryingHandler(Attempts)) };
        await AssertThrowsAsync(CallAsync(setting, CancellationToken.None), IsRepeatable ? answerException : transportException);
        Assert.That(system.Requests, Has.Count.EqualTo(IsRepeatable ? Attempts : 1));
    }

    private NeighbourSetting Setting(Uri address) => new(address, clock, new LogCollector(), CallTimeout, MaxAnswer, static _ => { });

    private Task<Exception> AssertThrowsAsync(Uri address, Type expected) => AssertThrowsAsync(CallAsync(Setting(address), CancellationToken.None), expected);

    [SuppressMessage("Design", "CA1031", Justification = "Whatever is thrown is looked at.")]
    private static async Task<Exception> AssertThrowsAsync(Task call, Type expected)
    {
        try
        {
            await call.WaitAsync(Patience);
        }
        catch (Exception exception)
        {
            Assert.That(exception, Is.TypeOf(expected), exception.ToString());
            return exception;
        }

        throw new AssertionException($"{expected.Name} was expected.");
    }
}
