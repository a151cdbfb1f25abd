using System.IO.Compression;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Conformance.OnTheWire;

/// <summary>
/// H37, a host that has middleware before the node that unpacks bodies and takes the header away: the digest is over the bytes as sent, so such a call is refused,
/// and a bomb is read no further than it announced.
/// </summary>
public sealed class CompressedBodyTests
{
    private const string Target = "/v1/interconn/dataset/audit/apply";

    private readonly HandlerScript script = new();
    private TestNode node = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => node = await TestNode.StartAsync(
        options => options.Partners.Add(TestNode.Partner()),
        script.Register,
        app => app.UseRequestDecompression(),
        builder => builder.Services.AddRequestDecompression());

    [OneTimeTearDown]
    public async Task StopAsync() => await node.DisposeAsync();

    [Test]
    public async Task H37_BodyUnpackedOnItsWay_IsNotWhatWasSigned([Values("gzip", "br", "deflate")] string encoding)
    {
        // So short that packing makes it longer: then nothing but the signature tells.
        RequestDraft draft = Packed(encoding, "{}"u8.ToArray());
        Assert.That(draft.Body, Has.Length.GreaterThan(2));
        Assert.That((await Wire.SendAsync(node, draft)).Verdict, Is.EqualTo("401/40101"));
        Assert.That(script.Calls, Is.Empty);
    }

    [Test]
    public async Task H37_BombUnpackedOnItsWay_IsReadNoFurtherThanItsLength()
    {
        RequestDraft draft = Packed("gzip", new byte[32 * 1024 * 1024]);
        Assert.That(draft.Body, Has.Length.LessThan(1024 * 1024));
        long before = GC.GetTotalAllocatedBytes(precise: true);
        WireAnswer answer = await Wire.SendAsync(node, draft);
        Assert.That(answer.Verdict, Is.EqualTo("400/40001"));
        Assert.That(GC.GetTotalAllocatedBytes(precise: true) - before, Is.LessThan(8 * 1024 * 1024));
    }

    private static RequestDraft Packed(string encoding, byte[] body)
    {
        var packed = new MemoryStream();
        using (Stream packing = encoding switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.Optimal),
            "br" => new BrotliStream(packed, CompressionLevel.Optimal),
            _ => new ZLibStream(packed, CompressionLevel.Optimal),
        })
        {
            packing.Write(body);
        }

        RequestDraft draft = RequestDraft.Post(Target, "");
        draft.Body = packed.ToArray();
        draft["Content-Encoding"] = encoding;
        return draft.Sign();
    }
}
