using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node.Approvals;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Signing;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Node.Tests.Keys;

/// <summary>Keys and certificates that 3.4 must not take: the contract goes on with the one it has.</summary>
public sealed class OfferedKeyTests
{
    private static SigningKey Next => FurtherKeys.Next;
    private static SigningKey Present => TestKeys.CallerKey;

    private readonly KeyAuthority authority = new("network");
    private readonly KeyAuthority stranger = new("network");

    [OneTimeTearDown]
    public void Stop()
    {
        authority.Dispose();
        stranger.Dispose();
    }

    [TestCaseSource(typeof(MalformedCredentials), nameof(MalformedCredentials.All))]
    public async Task K73_UpdateWithAMalformedKey_IsRefusedAndChangesNothing(string authType, string credential)
    {
        await using UpdatedNode node = await UpdatedNode.StartAsync();
        ContractRecord before = await node.AddAsync();
        NodeUpdate update = UpdatedNode.Update(Next) with { AuthType = authType, AuthCredential = credential, Name = "after" };
        WireAnswer answer = await node.AnswerAsync(Present, update);
        Assert.That((answer.Verdict, answer.Msg), Is.EqualTo(("400/40004", "field rule violated: auth_credential")));
        Assert.That(await node.FindAsync(), Is.EqualTo(before));
    }

    [TestCase("none")]
    [TestCase("HMAC_SHA256")]
    [TestCase("SHA1_RSA")]
    [TestCase("sha256_ecdsa")]
    public async Task S11_UpdateWithATypeThatIsNone_IsRefusedAndChangesNothing(string authType)
    {
        await using UpdatedNode node = await UpdatedNode.StartAsync();
        ContractRecord before = await node.AddAsync();
        WireAnswer answer = await node.AnswerAsync(Present, UpdatedNode.Update(Next) with { AuthType = authType });
        Assert.That((answer.Verdict, answer.Msg), Is.EqualTo(("400/40004", "field rule violated: auth_type")));
        Assert.That(await node.FindAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task K73_UpdateWithAKeyOfAMebibyte_IsTooLargeAndChangesNothing()
    {
        await using UpdatedNode node = await UpdatedNode.StartAsync();
        ContractRecord before = await node.AddAsync();
        NodeUpdate update = UpdatedNode.Update(Next) with { AuthCredential = new string('A', 1024 * 1024) };
        Assert.That(await node.UpdateAsync(Present, update), Is.EqualTo("413/41301"));
        Assert.That(await node.FindAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task K74_CertificateUnderARoot_IsTakenUntilItRunsOut()
    {
        await using UpdatedNode node = await StartWithRootAsync();
        await node.AddAsync();
        ISigningKey certified = authority.Issue(nodeKey: Next);
        Assert.That(await node.UpdateAsync(Present, certified), Is.EqualTo("200/0"));
        Assert.That(await node.CallAsync(certified), Is.EqualTo("200/0"));
        node.Clock.Advance(TimeSpan.FromDays(5) - TimeSpan.FromSeconds(1));
        Assert.That(await node.CallAsync(certified), Is.EqualTo("200/0"));
        node.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.That(await node.CallAsync(certified), Is.EqualTo("401/40101"));
    }

    public enum Flaw
    {
        Expired,
        NotYetValid,
        OtherRoot,
        OtherNode,
        NoDigitalSignature,
        SelfSigned,
    }

    [Test]
    public async Task K74_UpdateWithACertificateThatProvesNothing_NamesTheFieldAndChangesNothing([Values] Flaw flaw)
    {
        await using UpdatedNode node = await StartWithRootAsync();
        ContractRecord before = await node.AddAsync();
        WireAnswer answer = await node.AnswerAsync(Present, UpdatedNode.Update(Flawed(flaw)));
        Assert.That((answer.Verdict, answer.Msg), Is.EqualTo(("400/40004", "field rule violated: auth_credential")));
        Assert.That(await node.FindAsync(), Is.EqualTo(before));
        Assert.That(await node.CallAsync(Present), Is.EqualTo("200/0"));
    }

    // The key is agreed already, so the trust policy has nothing against it; but no call under such a certificate would be taken.
    [Test]
    public async Task K74_SelfSignedCertificateForThePresentKey_IsRefusedSinceItWouldLockThePartnerOut()
    {
        await using UpdatedNode node = await StartWithRootAsync();
        ContractRecord before = await node.AddAsync();
        Assert.That(await node.UpdateAsync(Present, KeyAuthority.SelfSign(TestNode.CallerId, Present)), Is.EqualTo("400/40004"));
        Assert.That(await node.FindAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task K74_SelfSignedCertificateThatIsPinned_IsTaken()
    {
        await using UpdatedNode node = await UpdatedNode.StartAsync(options => options.Partners.Add(
            new PartnerOptions { NodeId = TestNode.CallerId, PinnedFingerprint = Next.PublicKey.Fingerprint }));
        await node.AddAsync();
        ISigningKey pinned = KeyAuthority.SelfSign(TestNode.CallerId, Next);
        Assert.That(await node.UpdateAsync(Present, pinned), Is.EqualTo("200/0"));
        Assert.That(await node.CallAsync(pinned), Is.EqualTo("200/0"));
    }

    [Test]
    public async Task Update_WithARenewedCertificateForTheSameKey_ReplacesItAndExchangesNoKey()
    {
        await using UpdatedNode node = await StartWithRootAsync();
        ISigningKey first = authority.Issue(nodeKey: Next);
        ISigningKey renewed = authority.Issue(nodeKey: Next, until: NodeFixture.Start.AddDays(30));
        await node.AddAsync(first);
        Assert.That(await node.UpdateAsync(first, renewed), Is.EqualTo("200/0"));
        ContractRecord after = await node.FindAsync();
        Assert.That((after.AuthCredential, after.PreviousAuthCredential), Is.EqualTo((renewed.AuthCredential, (string?)null)));
        node.Clock.Advance(TimeSpan.FromDays(20));
        Assert.That(await node.CallAsync(Next), Is.EqualTo("200/0"));
    }

    // A bare key has no dates and no issuer: that is another kind, and the host's to allow.
    [Test]
    public async Task K75_BareKeyInPlaceOfACertificate_NeedsThePolicyOfTheHost([Values] bool isSameKey, [Values] bool isAllowed)
    {
        await using UpdatedNode node = await StartWithRootAsync(builder =>
        {
            if (isAllowed)
            {
                builder.AddApprovalPolicy<LenientPolicy>();
            }
        });
        ISigningKey certified = authority.Issue(nodeKey: Next);
        await node.AddAsync(certified);
        Assert.That(await node.UpdateAsync(certified, isSameKey ? Next : Present), Is.EqualTo(isAllowed ? "200/0" : "403/40301"));
        node.Clock.Advance(TimeSpan.FromDays(6));
        Assert.That(await node.CallAsync(isSameKey ? Next : Present), Is.EqualTo(isAllowed ? "200/0" : "401/40101"));
    }

    private Task<UpdatedNode> StartWithRootAsync(Action<InterconnBuilder>? build = null) => UpdatedNode.StartAsync(build: builder =>
    {
        builder.Services.Configure<CertificateTrustOptions>(options => options.Roots.Add(X509CertificateLoader.LoadCertificate(authority.Root.RawData)));
        build?.Invoke(builder);
    });

    private ISigningKey Flawed(Flaw flaw) => flaw switch
    {
        Flaw.Expired => authority.Issue(nodeKey: Next, until: NodeFixture.Start.AddSeconds(-1)),
        Flaw.NotYetValid => authority.Issue(nodeKey: Next, from: NodeFixture.Start.AddSeconds(1)),
        Flaw.OtherRoot => stranger.Issue(nodeKey: Next),
        Flaw.OtherNode => authority.Issue("JG0100001100000001", Next),
        Flaw.NoDigitalSignature => authority.Issue(nodeKey: Next, usage: X509KeyUsageFlags.KeyEncipherment),
        _ => KeyAuthority.SelfSign(TestNode.CallerId, Next),
    };

    private sealed class LenientPolicy : IApprovalPolicy
    {
        public ValueTask<bool> AllowsAlgorithmChangeAsync(ContractRecord contract, PartnerCredential offered, CancellationToken cancellationToken) =>
            ValueTask.FromResult(true);
    }
}
