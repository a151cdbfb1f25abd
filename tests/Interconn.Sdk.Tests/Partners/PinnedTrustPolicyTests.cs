using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Interconn.Sdk.Audits;
using Interconn.Sdk.Partners;
using Interconn.Sdk.Signing;
using Interconn.Sdk.Tests.Signing;
using Microsoft.Extensions.Options;

namespace Interconn.Sdk.Tests.Partners;

/// <summary>Whether an offered credential is a node's, where the host has no policy of its own.</summary>
public sealed class PinnedTrustPolicyTests
{
    private const string Node = "LX0000010000280";
    private static readonly CredentialReader Reader = new(new SignatureAlgorithms([]));
    private static readonly TestAuthority Root = new("root");
    private static readonly TestAuthority Unknown = new("unknown");
    private static readonly PartnerCredential Bare = Reader.Read(AuthTypes.PublicKey, TestHosting.TestKeys.CallerKey.AuthCredential);
    private static readonly PartnerCredential Other = Reader.Read(AuthTypes.PublicKey, TestHosting.TestKeys.StrangerKey.AuthCredential);
    private static readonly PartnerCredential UnderRoot = Certificate(Root.IssueNode(Node));
    private static readonly PartnerCredential UnderUnknown = Certificate(Unknown.IssueNode(Node));
    private readonly ManualTimeProvider clock = new(TestAuthority.From.AddDays(30));

    [Test]
    public async Task Decide_BareKeyOfANodeNeverHeardOf_Waits() => Assert.That(await DecideAsync(null, Bare), Is.EqualTo(TrustDecision.Wait));

    [Test]
    public async Task Decide_BareKeyWithoutPin_Waits() => Assert.That(await DecideAsync(Known(), Bare), Is.EqualTo(TrustDecision.Wait));

    [Test]
    public async Task K72_BareKeyThatIsPinned_IsTrusted()
    {
        Assert.That(await DecideAsync(Known(Bare.Key.Fingerprint), Bare), Is.EqualTo(TrustDecision.Trusted));
        Assert.That(await DecideAsync(Known(Bare.Key.Fingerprint.ToUpperInvariant()), Bare), Is.EqualTo(TrustDecision.Trusted));
    }

    [Test]
    public async Task K72_KeyOtherThanThePinned_IsRefused()
    {
        Assert.That(await DecideAsync(Known(Other.Key.Fingerprint), Bare), Is.EqualTo(TrustDecision.Refused));
        Assert.That(await DecideAsync(Known(Other.Key.Fingerprint), UnderRoot), Is.EqualTo(TrustDecision.Refused), "Whoever signed it.");
    }

    [Test]
    public async Task Decide_CertificateUnderARootThatNamesTheNode_IsTrusted()
    {
        Assert.That(await DecideAsync(null, UnderRoot), Is.EqualTo(TrustDecision.Trusted));
        Assert.That(await DecideAsync(Known(), UnderRoot), Is.EqualTo(TrustDecision.Trusted));
    }

    [Test]
    public async Task K74_CertificateUnderARootThatNamesAnotherNode_IsRefused() =>
        Assert.That(await DecideAsync(Known(), Certificate(Root.IssueNode("someone-else"))), Is.EqualTo(TrustDecision.Refused));

    [Test]
    public async Task K74_CertificateUnderNoRoot_Waits() => Assert.That(await DecideAsync(Known(), UnderUnknown), Is.EqualTo(TrustDecision.Wait));

    [Test]
    public async Task Decide_PinnedCertificateUnderNoRoot_IsTrusted() =>
        Assert.That(await DecideAsync(Known(UnderUnknown.Key.Fingerprint), UnderUnknown), Is.EqualTo(TrustDecision.Trusted));

    [Test]
    public async Task K74_CertificateOutsideItsDates_IsRefusedHoweverItIsTrusted()
    {
        foreach (DateTimeOffset time in (DateTimeOffset[])[TestAuthority.Until.AddSeconds(1), TestAuthority.From.AddSeconds(-1)])
        {
            clock.SetWallClock(time);
            Assert.That(await DecideAsync(Known(), UnderRoot), Is.EqualTo(TrustDecision.Refused));
            Assert.That(await DecideAsync(Known(), UnderUnknown), Is.EqualTo(TrustDecision.Refused));
            Assert.That(await DecideAsync(Known(UnderUnknown.Key.Fingerprint), UnderUnknown), Is.EqualTo(TrustDecision.Refused));
            Assert.That(await DecideAsync(Under(UnderUnknown), UnderUnknown), Is.EqualTo(TrustDecision.Refused));
        }
    }

    [Test]
    public async Task Decide_KeyOfAContractInForce_IsTrustedBareOrInACertificate()
    {
        Assert.That(await DecideAsync(Under(Bare), Bare), Is.EqualTo(TrustDecision.Trusted));
        Assert.That(await DecideAsync(Under(UnderUnknown), UnderUnknown), Is.EqualTo(TrustDecision.Trusted));
        Assert.That(await DecideAsync(Under(Bare), Other), Is.EqualTo(TrustDecision.Wait));
    }

    [TestCase(ApprovalStatus.Applied)]
    [TestCase(ApprovalStatus.Rejected)]
    [TestCase(ApprovalStatus.Terminated)]
    public async Task Decide_KeyOfAContractNotInForce_Waits(ApprovalStatus status) =>
        Assert.That(await DecideAsync(Under(Bare, status), Bare), Is.EqualTo(TrustDecision.Wait));

    [Test]
    public async Task Decide_KeyOfAContractInForceAndAnotherPinned_IsRefused() =>
        Assert.That(await DecideAsync(Under(Bare) with { PinnedFingerprint = Other.Key.Fingerprint }, Bare), Is.EqualTo(TrustDecision.Refused));

    [SetUp]
    public void SetClock() => clock.SetWallClock(TestAuthority.From.AddDays(30));

    private async Task<TrustDecision> DecideAsync(Partner? partner, PartnerCredential credential)
    {
        var roots = new CertificateTrustOptions();
        roots.Roots.Add(Root.Certificate);
        var policy = new PinnedTrustPolicy(new OnePartner(partner), new CertificateTrust(Options.Create(roots), clock), clock);
        return await policy.DecideAsync(new TrustQuestion { NodeId = Node, Credential = credential }, CancellationToken.None);
    }

    private static Partner Known(string? pin = null) => new() { NodeId = Node, PinnedFingerprint = pin };

    private static Partner Under(PartnerCredential credential, ApprovalStatus status = ApprovalStatus.Approved) => new()
    {
        NodeId = Node,
        Contracts =
        [
            new PartnerContract { ContractId = "c-01", Status = status, ExpiresAt = DateTimeOffset.MaxValue, Credential = credential },
        ],
    };

    private static PartnerCredential Certificate(X509Certificate2 certificate) =>
        Reader.Read(AuthTypes.Certificate, PemEncoding.WriteString("CERTIFICATE", certificate.RawData));

    private sealed class OnePartner(Partner? partner) : IPartnerDirectory
    {
        public ValueTask<Partner?> FindAsync(string nodeId, CancellationToken cancellationToken) =>
            ValueTask.FromResult(partner?.NodeId == nodeId ? partner : null);
    }
}
