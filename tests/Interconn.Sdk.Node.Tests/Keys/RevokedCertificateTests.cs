using System.Security.Cryptography.X509Certificates;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Signing;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Node.Tests.Keys;

/// <summary>What a node answers to certificates that their issuer has taken back: when one is offered, and when one that it took before is used.</summary>
public sealed class RevokedCertificateTests
{
    private static SigningKey Present => TestKeys.CallerKey;

    private readonly KeyAuthority authority = new("network");
    private readonly string file = Path.Combine(TestContext.CurrentContext.WorkDirectory, Path.GetRandomFileName());
    private DateTime writtenAt = DateTime.UnixEpoch;

    [OneTimeTearDown]
    public void Stop()
    {
        authority.Dispose();
        File.Delete(file);
    }

    [Test]
    public async Task K74_CertificateOnTheList_IsRefusedWhereItIsOfferedAndItsSiblingIsTaken()
    {
        ISigningKey bad = authority.Issue(nodeKey: FurtherKeys.Next);
        await using UpdatedNode node = await StartAsync(authority.List(revoked: bad));
        ContractRecord before = await node.AddAsync();
        WireAnswer answer = await node.AnswerAsync(Present, UpdatedNode.Update(bad));
        Assert.That((answer.Verdict, answer.Msg), Is.EqualTo(("400/40004", "field rule violated: auth_credential")));
        Assert.That(await node.FindAsync(), Is.EqualTo(before));
        Assert.That(await node.UpdateAsync(Present, authority.Issue(nodeKey: FurtherKeys.Next)), Is.EqualTo("200/0"));
    }

    [Test]
    public async Task K74_CertificateThatIsRevokedLater_IsNotAuthenticatedFromThenOn()
    {
        ISigningKey certified = authority.Issue(nodeKey: FurtherKeys.Next);
        await using UpdatedNode node = await StartAsync(authority.List());
        await node.AddAsync(certified);
        Assert.That(await node.CallAsync(certified), Is.EqualTo("200/0"));
        Replace(authority.List(revoked: certified));
        node.Clock.Advance(TimeSpan.FromMinutes(1));
        WireAnswer revoked = await Wire.SendAsync(node.Node, Call(node, certified));
        WireAnswer unknown = await Wire.SendAsync(node.Node, Call(node, TestKeys.StrangerKey, source: "NOBODY"));
        Assert.That((revoked.Verdict, revoked.Msg), Is.EqualTo(("401/40101", unknown.Msg)), "Strangers learn nothing.");
        Assert.That(unknown.Verdict, Is.EqualTo("401/40101"));
        Assert.That(
            node.Node.Logs.OwnEntries.Where(entry => entry.EventId == 201).Select(entry => entry.Message), Has.Some.Contains("Revoked"), "The operator does.");
        Replace(authority.List());
        node.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.That(await node.CallAsync(certified), Is.EqualTo("200/0"));
    }

    [Test]
    public async Task K74_ListThatRanOut_RefusesCertificatesOfItsIssuerUntilThereIsAnother()
    {
        ISigningKey certified = authority.Issue(nodeKey: FurtherKeys.Next);
        await using UpdatedNode node = await StartAsync(authority.List(until: NodeFixture.Start.AddHours(1)));
        await node.AddAsync(certified);
        node.Clock.Advance(TimeSpan.FromHours(1));
        Assert.That(await node.CallAsync(certified), Is.EqualTo("200/0"));
        node.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.That(await node.CallAsync(certified), Is.EqualTo("401/40101"));
        Assert.That(
            node.Node.Logs.OwnEntries.Where(entry => entry.EventId == 201).Select(entry => entry.Message), Has.Some.Contains("RevocationUnknown"));
        Replace(authority.List());
        node.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.That(await node.CallAsync(certified), Is.EqualTo("200/0"));
    }

    private static RequestDraft Call(UpdatedNode node, ISigningKey key, string source = TestNode.CallerId)
    {
        RequestDraft draft = RequestDraft.Get("/v1/interconn/node/health", node.Clock.Now);
        draft["x-source-node-id"] = source;
        return draft.Sign(key);
    }

    private Task<UpdatedNode> StartAsync(byte[] list)
    {
        File.Delete(file);
        Replace(list);
        return UpdatedNode.StartAsync(
            options => options.RevocationListFiles.Add(file),
            build: builder => builder.Services.Configure<CertificateTrustOptions>(
                options => options.Roots.Add(X509CertificateLoader.LoadCertificate(authority.Root.RawData))));
    }

    private void Replace(byte[] list)
    {
        File.WriteAllBytes(file, list);

        // Two files written within one tick of the file system would look alike.
        writtenAt = writtenAt.AddSeconds(10);
        File.SetLastWriteTimeUtc(file, writtenAt);
    }
}
