using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Interconn.Sdk.Conformance.OnTheWire;

/// <summary>H36: the same verification over HTTP/2, and the server's own limits against what only HTTP/2 can do.</summary>
public sealed class Http2Tests : NodeOnTheWire
{
    private const int ProtocolError = 1;
    private const int Cancel = 8;

    [Test]
    public async Task H36_CallOverHttp2_IsVerifiedAndServed()
    {
        using HttpResponseMessage answer = await SendOverHttp2Async(RequestDraft.Post(DatasetApply, Application));
        Assert.That(answer.Version, Is.EqualTo(HttpVersion.Version20));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await answer.Content.ReadAsStringAsync(), Is.EqualTo("""{"code":0,"msg":"success","data":{}}"""));
        Assert.That(Script.Calls[^1].Context.CallerNodeId, Is.EqualTo(TestNode.CallerId));
    }

    [Test]
    public async Task H36_ChangedCallOverHttp2_IsNotAuthenticated()
    {
        RequestDraft draft = RequestDraft.Post(DatasetApply, Application);
        draft.Body[^3] ^= 1;
        await UntouchedAsync(
            async () =>
            {
                using HttpResponseMessage answer = await SendOverHttp2Async(draft);
                Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
            },
            refusals: 1);
    }

    [Test]
    public async Task H36_TargetOverHttp2_IsComparedAsItCame()
    {
        await UntouchedAsync(
            async () => Assert.That(await OutcomeAsync(RequestDraft.Get("/v1/interconn/node/%68ealth")), Does.Contain("\"code\":40401")), refusals: 1);
        Assert.That(await OutcomeAsync(RequestDraft.Get(Health)), Does.Contain("\"code\":0"));
    }

    [Test]
    public async Task H36_UppercaseName_IsAnErrorOfTheProtocol() =>
        await RefusedByTheServerAsync(fields => fields.Add(new("X-Other", "a")));

    [TestCase(":path", Health)]
    [TestCase(":method", "POST")]
    [TestCase(":scheme", "http")]
    [TestCase(":authority", "node.test")]
    public async Task H36_PseudoHeaderTwice_IsAnErrorOfTheProtocol(string name, string value) =>
        await RefusedByTheServerAsync(fields => fields.Insert(1, new(name, value)));

    [TestCase(":path")]
    [TestCase(":method")]
    [TestCase(":scheme")]
    public async Task H36_PseudoHeaderMissing_IsAnErrorOfTheProtocol(string name) =>
        await RefusedByTheServerAsync(fields => fields.RemoveAll(field => field.Key == name));

    [TestCase(":unknown", "a")]
    [TestCase(":status", "200")]
    [TestCase("connection", "close")]
    [TestCase("te", "gzip")]
    [TestCase("x-trace-id", "a\nb")]
    [TestCase("x-trace-id", "a\0b")]
    public async Task H36_FieldThatHttp2DoesNotKnow_IsAnErrorOfTheProtocol(string name, string value) =>
        await RefusedByTheServerAsync(fields =>
        {
            fields.RemoveAll(field => field.Key == name);
            fields.Insert(name[0] == ':' ? 0 : fields.Count, new(name, value));
        });

    [Test]
    public async Task H36_PseudoHeaderBehindAHeader_IsAnErrorOfTheProtocol() =>
        await RefusedByTheServerAsync(fields =>
        {
            fields.RemoveAt(3);
            fields.Add(new(":path", Health));
        });

    [Test]
    public async Task H36_HeaderOnTwoLines_IsIllFormed()
    {
        RequestDraft draft = RequestDraft.Get(Health);
        draft.Headers.Add(new("x-nonce", draft["x-nonce"]!));
        await UntouchedAsync(async () => Assert.That(await OutcomeAsync(draft), Does.Contain("\"code\":40002")), refusals: 1);
    }

    [Test]
    public async Task B49_GetWithABodyOverHttp2_IsMalformed() => await UntouchedAsync(
        async () => Assert.That(await OutcomeAsync(RequestDraft.Get(Health), "x"u8.ToArray()), Does.Contain("\"code\":40001")), refusals: 1);

    [Test]
    public async Task B49_GetWithATransferEncodingOverHttp2_IsMalformed()
    {
        RequestDraft draft = RequestDraft.Get(Health);
        draft["transfer-encoding"] = "chunked";
        await UntouchedAsync(async () => Assert.That(await OutcomeAsync(draft), Does.Contain("\"code\":40001")), refusals: 1);
    }

    [Test]
    public async Task B49_GetClosedByAnEmptyFrame_IsServed([Range(1, 10)] int attempt) =>
        Assert.That(await OutcomeAsync(RequestDraft.Get(Health), []), Does.Contain("\"code\":0"), $"attempt {attempt}");

    [TestCase("57")]
    [TestCase("59")]
    public async Task H36_LengthThatIsNotTheBodys_IsNotServed(string length)
    {
        RequestDraft draft = RequestDraft.Post(DatasetApply, Application);
        draft["content-length"] = length;
        await UntouchedAsync(
            async () =>
            {
                await using Http2Connection connection = await Http2Connection.ConnectAsync(Node);
                await connection.WriteAsync([.. HeadersOf(draft, stream: 1), .. Http2Connection.Frame(Http2Connection.Data, Http2Connection.EndStream, 1, draft.Body)]);
                Assert.That(await connection.ReadOutcomeAsync(stream: 1), Does.Not.Contain("\"code\":0"));
            },
            refusals: null);
    }

    [Test]
    public async Task B43_StreamResetInTheBody_IsOneEventAndNothingElse()
    {
        RequestDraft draft = RequestDraft.Post(DatasetApply, Application);
        await UntouchedAsync(
            async () =>
            {
                await using Http2Connection connection = await Http2Connection.ConnectAsync(Node);
                await connection.WriteAsync([.. HeadersOf(draft, stream: 1), .. Http2Connection.Frame(Http2Connection.Data, 0, 1, draft.Body[..30])]);
                await connection.WriteAsync(Http2Connection.Reset, flags: 0, stream: 1, [0, 0, 0, Cancel]);
                await Node.Logs.WaitForAsync(entry => entry.Message.StartsWith("Request finished", StringComparison.Ordinal));
            },
            refusals: null);
        Assert.That(Node.Logs.OwnEntries.Count(entry => entry.EventId is RefusedEvent or GoneEvent), Is.EqualTo(1));
    }

    [Test]
    public async Task H36_RapidReset_EndsTheConnectionAndNobodyElses()
    {
        RequestDraft draft = RequestDraft.Post(DatasetApply, Application);
        await UntouchedAsync(
            async () =>
            {
                await using Http2Connection connection = await Http2Connection.ConnectAsync(Node);
                Task<string> outcome = connection.ReadOutcomeAsync(stream: 0);
                int stream = 1;
                try
                {
                    for (; stream < 40_000 && !outcome.IsCompleted; stream += 2)
                    {
                        byte[] opened = HeadersOf(draft, stream);
                        await connection.WriteAsync([.. opened, .. Http2Connection.Frame(Http2Connection.Reset, 0, stream, [0, 0, 0, Cancel])]);
                    }
                }
                catch (IOException)
                {
                    // The server has closed the connection.
                }

                Assert.That(await outcome, Does.StartWith("goaway").Or.EqualTo("closed"), $"after {stream / 2} streams");
            },
            refusals: null);
        Assert.That(await OutcomeAsync(RequestDraft.Get(Health)), Does.Contain("\"code\":0"), "another connection");
    }

    protected override void ConfigureHost(WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http2));
    }

    private static byte[] HeadersOf(RequestDraft draft, int stream)
    {
        List<KeyValuePair<string, string>> fields =
            [.. Http2Connection.FieldsOf(draft).Select(field => new KeyValuePair<string, string>(field.Key.ToLowerInvariant(), field.Value))];
        return Http2Connection.Frame(Http2Connection.Headers, Http2Connection.EndHeaders, stream, Http2Connection.Encode(fields));
    }

    private async Task<HttpResponseMessage> SendOverHttp2Async(RequestDraft draft)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(new HttpMethod(draft.Method), new Uri(Node.Address, draft.Target))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(draft.Body),
        };
        foreach ((string name, string value) in draft.Headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return await client.SendAsync(request);
    }

    // With a body it goes in a frame of its own, unannounced.
    private async Task<string> OutcomeAsync(RequestDraft draft, byte[]? body = null)
    {
        await using Http2Connection connection = await Http2Connection.ConnectAsync(Node);
        int flags = Http2Connection.EndHeaders | (body is null ? Http2Connection.EndStream : 0);
        await connection.WriteAsync(Http2Connection.Headers, (byte)flags, stream: 1, Http2Connection.Encode(Http2Connection.FieldsOf(draft)));
        if (body is not null)
        {
            await connection.WriteAsync(Http2Connection.Data, Http2Connection.EndStream, stream: 1, body);
        }

        return await connection.ReadOutcomeAsync(stream: 1);
    }

    private async Task RefusedByTheServerAsync(Action<List<KeyValuePair<string, string>>> spoil)
    {
        await UntouchedAsync(
            async () =>
            {
                await using Http2Connection connection = await Http2Connection.ConnectAsync(Node);
                List<KeyValuePair<string, string>> fields = Http2Connection.FieldsOf(RequestDraft.Get(Health));
                spoil(fields);
                byte flags = Http2Connection.EndHeaders | Http2Connection.EndStream;
                await connection.WriteAsync(Http2Connection.Headers, flags, stream: 1, Http2Connection.Encode(fields));
                Assert.That(await connection.ReadOutcomeAsync(stream: 1), Is.AnyOf($"goaway {ProtocolError}", $"reset {ProtocolError}"));
            },
            refusals: 0);
    }
}
