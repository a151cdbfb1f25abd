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

    public static IEnumerable<TestCaseData> MalformedKeys()
    {
        yield return Malformed("PrivateKey", Next.ExportPrivateKeyPem());
        yield return Malformed("TwoBlocks", Next.AuthCredential + Next.AuthCredential);
        yield return Malformed("Nothing", "key");
        yield return Malformed("TrailingText", Next.AuthCredential + "x");
        yield return Malformed("TrailingByte", Convert.ToBase64String([.. Next.PublicKey.SubjectPublicKeyInfo.Span, 0]));
        yield return Malformed("CutShort", Convert.ToBase64String(Next.PublicKey.SubjectPublicKeyInfo.Span[..^1]));
        yield return Malformed("OffTheCurve", Convert.ToBase64String([.. Next.PublicKey.SubjectPublicKeyInfo.Span[..^32], .. new byte[32]]));
        yield return Malformed("TooLong", Next.AuthCredential + new string('\n', 17 * 1024));
        yield return Malformed("P384", Ec(ECCurve.NamedCurves.nistP384));
        yield return Malformed("P521", Ec(ECCurve.NamedCurves.nistP521));
        yield return Malformed("Rsa1024", Rsa(1024), SignatureAlgorithmIds.Sha256Rsa);
        yield return Malformed("RsaSaidToBeEcdsa", TestKeys.CallerRsaKey.AuthCredential);
        yield return Malformed("NoneAsType", Next.AuthCredential, "none");
        yield return Malformed("HmacAsType", Next.AuthCredential, "HMAC_SHA256");
        yield return Malformed("KeySaidToBeACertificate", Next.AuthCredential, AuthTypes.Certificate);
    }

    [TestCaseSource(nameof(MalformedKeys))]
    public async Task K73_UpdateWithAMalformedKey_IsRefusedAndChangesNothing(string authType, string credential)
    {
        await using UpdatedNode node = await UpdatedNode.StartAsync();
        ContractRecord before = await node.AddAsync();
        NodeUpdate update = UpdatedNode.Update(Next) with { AuthType = authType, AuthCredential = credential, Name = "after" };
        Assert.That(await node.UpdateAsync(Present, update), Is.EqualTo("400/40004"));
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

    private static TestCaseData Malformed(string name, string credential, string authType = SignatureAlgorithmIds.Sha256Ecdsa) =>
        new TestCaseData(authType, credential).SetArgDisplayNames(name);

    private static string Ec(ECCurve curve)
    {
        using var key = ECDsa.Create(curve);
        return key.ExportSubjectPublicKeyInfoPem();
    }

    private static string Rsa(int bits)
    {
        using var key = RSA.Create(bits);
        return key.ExportSubjectPublicKeyInfoPem();
    }

    private sealed class LenientPolicy : IApprovalPolicy
    {
        public ValueTask<bool> AllowsAlgorithmChangeAsync(ContractRecord contract, PartnerCredential offered, CancellationToken cancellationToken) =>
            ValueTask.FromResult(true);
    }
}
