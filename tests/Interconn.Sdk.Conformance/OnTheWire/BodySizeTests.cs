using System.Text;

namespace Interconn.Sdk.Conformance.OnTheWire;

/// <summary>B44: bodies beyond the limit are refused by what they announce, or at the limit; nothing is set aside for what does not arrive.</summary>
public sealed class BodySizeTests : NodeOnTheWire
{
    private const int Limit = 1024 * 1024;

    [Test]
    public async Task B44_AnnouncedBodyBeyondTheLimit_IsRefusedBeforeItIsSent()
    {
        await using Wire wire = await ConnectAsync();
        WireAnswer answer = await RefusedAsync(
            async () =>
            {
                await wire.WriteAsync(WithLines(Sized(0), $"Host: node.test|Content-Length: {Limit + 1}"));
                return await wire.ReadAsync();
            },
            "413/41301");
        Assert.That(answer.Header("Connection"), Is.EqualTo("close"));
    }

    [TestCase(31_000_000L, Description = "beyond the server's own limit as well")]
    [TestCase(long.MaxValue)]
    public async Task B44_HugeAnnouncement_IsRefusedWithAnEnvelope(long announced) =>
        await RefusedAsync(WithLines(Sized(0), $"Host: node.test|Content-Length: {announced}"), "413/41301");

    [Test]
    public async Task B44_ChunkedBodyBeyondTheLimit_IsRefusedAtTheLimit()
    {
        RequestDraft draft = Sized(Limit + 1);
        string chunked = $"{draft.Body.Length:x}\r\n{Encoding.UTF8.GetString(draft.Body)}\r\n0\r\n\r\n";
        await RefusedAsync(WithLines(draft, "Host: node.test|Transfer-Encoding: chunked", chunked), "413/41301");
    }

    [Test]
    public async Task B44_EndlessChunks_AreRefusedAtTheLimit()
    {
        byte[] chunk = Encoding.ASCII.GetBytes($"10000\r\n{new string(' ', 0x10000)}\r\n");
        long sent = 0;
        await RefusedAsync(
            async () =>
            {
                await using Wire wire = await ConnectAsync();
                await wire.WriteAsync(WithLines(Sized(0), "Host: node.test|Transfer-Encoding: chunked"));
                Task<WireAnswer> reading = wire.ReadAsync();
                try
                {
                    while (!reading.IsCompleted)
                    {
                        await wire.WriteAsync(chunk);
                        sent += chunk.Length;
                    }
                }
                catch (IOException)
                {
                    // The server has answered and closed.
                }

                return await reading;
            },
            "413/41301");
        Assert.That(sent, Is.GreaterThanOrEqualTo(Limit));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task B44_BodyOfTheLimit_IsServed(bool isChunked)
    {
        RequestDraft draft = Sized(Limit);
        if (!isChunked)
        {
            await ServedAsync(draft);
            return;
        }

        string chunked = string.Concat(Encoding.UTF8.GetString(draft.Body).Chunk(4096).Select(part => $"{part.Length:x}\r\n{new string(part)}\r\n")) + "0\r\n\r\n";
        WireAnswer answer = await Wire.SendAsync(Node, WithLines(draft, "Host: node.test|Transfer-Encoding: chunked", chunked));
        Assert.That(answer.Verdict, Is.EqualTo("200/0"));
    }

    [Test]
    public async Task B44_AnnouncedBodyThatDoesNotArrive_SetsNoMemoryAside()
    {
        const int Announced = 256 * 1024 * 1024;
        await using TestNode node = await TestNode.StartAsync(
            options =>
            {
                options.Partners.Add(TestNode.Partner());
                options.MaxRequestBody = Announced;
            },
            Script.Register);
        byte[] head = WithLines(Sized(0), $"Host: node.test|Content-Length: {Announced}|Expect: 100-continue");
        long before = GC.GetTotalAllocatedBytes(precise: true);
        await using Wire wire = await Wire.ConnectAsync(node);
        await wire.WriteAsync(head);
        // The interim answer says that the body is being read, into whatever was set aside for it.
        Assert.That((await wire.ReadHeadAsync())[0], Does.Contain("100 Continue"));
        Assert.That(GC.GetTotalAllocatedBytes(precise: true) - before, Is.LessThan(Announced / 16));
    }

    // An application whose unknown member makes it as long as it is to be.
    private static RequestDraft Sized(int length)
    {
        string json = Application[..^1] + ""","x":""}""";
        string padding = new('y', Math.Max(0, length - json.Length));
        return RequestDraft.Post(DatasetApply, json.Replace("\"x\":\"", "\"x\":\"" + padding, StringComparison.Ordinal));
    }
}
