using System.Text;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Conformance.OnTheWire;

/// <summary>H32, B43 and B49: requests of which two readers could make different things, and bodies that are not what was announced.</summary>
public sealed class FramingTests : NodeOnTheWire
{
    private const string Hosted = "Host: node.test|";

    // The application in one chunk.
    private static readonly string Chunked = $"{Application.Length:x}\r\n{Application}\r\n0\r\n\r\n";

    [Test]
    public async Task H32_ChunkedBody_IsServed()
    {
        await using Wire wire = await ConnectAsync();
        await wire.WriteAsync(WithLines(Post(), Hosted + "Transfer-Encoding: chunked", Chunked));
        Assert.That((await wire.ReadAsync()).Verdict, Is.EqualTo("200/0"));
    }

    [TestCase("Content-Length: 58|Transfer-Encoding: chunked")]
    [TestCase("Transfer-Encoding: chunked|Content-Length: 58")]
    [TestCase("Content-Length: 0|Transfer-Encoding: chunked")]
    [TestCase("Transfer-Encoding: chunked|X-Content-Length: 58")]
    public async Task H32_LengthTogetherWithTransferEncoding_IsMalformedAndCloses(string lines) =>
        await RefusedAndClosedAsync(WithLines(Post(), Hosted + lines, Chunked), "400/40001");

    [TestCase("Transfer-Encoding: identity")]
    [TestCase("Transfer-Encoding: xchunked")]
    [TestCase("Transfer-Encoding: chunkedx")]
    [TestCase("Transfer-Encoding: chunked, identity")]
    [TestCase("Transfer-Encoding: gzip")]
    [TestCase("Transfer-Encoding: ")]
    public async Task H32_TransferEncodingWithoutEnd_IsRefusedByTheServer(string line) =>
        await RefusedAndClosedAsync(WithLines(Post(), Hosted + line, Chunked), "400/none");

    [TestCase("Transfer-Encoding: gzip, chunked")]
    [TestCase("Transfer-Encoding: identity, chunked")]
    [TestCase("Transfer-Encoding: chunked, chunked")]
    [TestCase("Transfer-Encoding: chunked|Transfer-Encoding: chunked")]
    [TestCase("Transfer-Encoding: xchunked, chunked")]
    public async Task H32_FurtherTransferEncoding_IsMalformedAndCloses(string line) =>
        await RefusedAndClosedAsync(WithLines(Post(), Hosted + line, Chunked), "400/40001");

    [TestCase("Content-Length: 58|Content-Length: 58")]
    [TestCase("Content-Length: 58|Content-Length: 59")]
    [TestCase("Content-Length: 58, 59")]
    [TestCase("Content-Length: -1")]
    [TestCase("Content-Length: 0x3a")]
    [TestCase("Content-Length: 99999999999999999999")]
    [TestCase("Content-Length: five")]
    public async Task H32_LengthThatIsNone_IsRefusedByTheServer(string lines) =>
        await RefusedAndClosedAsync(WithLines(Post(), Hosted + lines, Application), "400/none");

    [TestCase("+58")]
    [TestCase("058")]
    [TestCase(" \t58 ")]
    public async Task H32_LengthInAnotherSpelling_IsTakenAndTheBodyIsWhatWasSigned(string length)
    {
        RequestDraft draft = Post();
        draft["Content-Length"] = length;
        await ServedAsync(draft);
    }

    [TestCase("Host: node.test|Host: node.test")]
    [TestCase("Host: node.test|Host: evil.test")]
    [TestCase("x-other: a", Description = "no host at all")]
    [TestCase("Host: node.test/x")]
    [TestCase("Host: a@node.test")]
    public async Task H32_HostThatIsNone_IsRefusedByTheServer(string lines) =>
        await RefusedAndClosedAsync(WithLines(RequestDraft.Get(Health), lines), "400/none");

    [Test]
    public async Task H32_LengthShorterThanTheBody_SignsOnlyWhatItAnnounces() =>
        await RefusedAsync(WithLines(Post(), Hosted + "Content-Length: 57", Application), "401/40101");

    [Test]
    public async Task H32_BytesBehindTheBody_AreAnotherRequestAndNoPartOfThisOne()
    {
        await using Wire wire = await ConnectAsync();
        await wire.WriteAsync([.. Post().ToWire(), .. RequestDraft.Get(Health).ToWire()]);
        Assert.That((await wire.ReadAsync()).Body, Is.EqualTo("""{"code":0,"msg":"success","data":{}}"""));
        Assert.That((await wire.ReadAsync()).Body, Is.EqualTo("""{"code":0,"msg":"success","data":{"status":"ok"}}"""));
    }

    [TestCase("zz\r\n")]
    [TestCase("-1\r\n")]
    [TestCase("100000000\r\n")]
    [TestCase("ffffffffffffffff\r\n")]
    [TestCase("1 ;\r\n{\r\n0\r\n\r\n")]
    [TestCase("3\r\nlonger\r\n0\r\n\r\n")]
    [TestCase("1\n{\n0\n\n")]
    [TestCase("1;a\nb\r\n{\r\n0\r\n\r\n")]
    [TestCase("\r\n\r\n")]
    public async Task H32_ChunkThatIsNone_IsMalformedAndCloses(string body) =>
        await RefusedAndClosedAsync(WithLines(Post(), Hosted + "Transfer-Encoding: chunked", body), "400/40001");

    [Test]
    public async Task H32_FloodOfChunkExtensions_IsCutAtTheLimitOfTheBody()
    {
        // One byte of body in each chunk, and a kibibyte that says nothing: 2 MiB on the wire for 2 KiB of body.
        string chunk = $"1;{new string('x', 1024)}\r\n \r\n";
        string flood = new StringBuilder().Insert(0, chunk, 2048).ToString();
        await using Wire wire = await ConnectAsync();
        WireAnswer answer = await RefusedAsync(
            () => wire.ExchangeAsync(WithLines(Post(), Hosted + "Transfer-Encoding: chunked", flood)),
            "413/41301");
        Assert.That(answer.Header("Connection"), Is.EqualTo("close"));
    }

    [Test]
    public async Task H32_EndlessChunkExtension_IsCutAtTheLimitOfTheBody()
    {
        await using Wire wire = await ConnectAsync();
        WireAnswer answer = await RefusedAsync(
            () => wire.ExchangeAsync(WithLines(Post(), Hosted + "Transfer-Encoding: chunked", "1;" + new string('x', 2 * 1024 * 1024))),
            "413/41301");
        Assert.That(answer.Header("Connection"), Is.EqualTo("close"));
    }

    [Test]
    public async Task B43_BodyChangedAfterSigning_IsNotAuthenticated()
    {
        RequestDraft draft = Post();
        draft.Body[^3] ^= 1;
        await RefusedAsync(draft, "401/40101");
    }

    [Test]
    public async Task B43_UploadThatBreaksOff_IsOneEventAndNothingElse(
        [Values(0, 30, 57)] int sent, [Values] bool isChunked, [Values] bool isReset, [Range(1, 5)] int attempt)
    {
        RequestDraft draft = Post();
        await UntouchedAsync(
            async () =>
            {
                await using Wire wire = await ConnectAsync();
                string framing = isChunked ? "Transfer-Encoding: chunked" : "Content-Length: 58";
                await wire.WriteAsync(WithLines(draft, $"{Hosted}{framing}|Expect: 100-continue"));
                // The interim answer says that the body is being read.
                Assert.That((await wire.ReadHeadAsync())[0], Does.Contain("100 Continue"));
                await wire.WriteAsync(Encoding.UTF8.GetBytes((isChunked ? "3a\r\n" : "") + Application[..sent]));
                if (isReset)
                {
                    wire.Reset();
                }
                else
                {
                    wire.EndSending();
                }

                await Node.Logs.WaitForAsync(entry => entry.Message.StartsWith("Request finished", StringComparison.Ordinal));
            },
            refusals: null);

        // Whether the server saw the end of the body first or that of the connection is a matter of luck; either way it is one event.
        IEnumerable<LogEntry> events = Node.Logs.OwnEntries.Where(entry => entry.Level >= LogLevel.Information);
        Assert.That(events.Select(entry => entry.EventId), Has.Exactly(1).AnyOf(RefusedEvent, GoneEvent).And.Exactly(1).Items, $"attempt {attempt}");

        // The nonce was not spent: the same request, whole, is the first of its kind.
        await ServedAsync(draft);
    }

    [TestCase("Content-Length: 58", Application)]
    [TestCase("Content-Length: 1", "x")]
    [TestCase("Transfer-Encoding: chunked", "0\r\n\r\n")]
    [TestCase("Transfer-Encoding: chunked", "1\r\nx\r\n0\r\n\r\n")]
    public async Task B49_GetWithABody_IsMalformedAndCloses(string line, string body) =>
        await RefusedAndClosedAsync(WithLines(RequestDraft.Get(Health), Hosted + line, body), "400/40001");

    [Test]
    public async Task B49_GetWithALengthOfZero_IsServed()
    {
        RequestDraft draft = RequestDraft.Get(Health);
        draft["Content-Length"] = "0";
        await ServedAsync(draft);
    }

    private static RequestDraft Post() => RequestDraft.Post(DatasetApply, Application);

    private async Task RefusedAndClosedAsync(byte[] request, string verdict)
    {
        await using Wire wire = await ConnectAsync();
        await RefusedAsync(
            async () =>
            {
                await wire.WriteAsync(request);
                return await wire.ReadAsync();
            },
            verdict);
        Assert.That(await wire.IsClosedAsync(), Is.True);
    }
}
