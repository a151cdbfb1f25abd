using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Interconn.Sdk.Signing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Interconn.Sdk.Tests.Signing;

/// <summary>Certificates that their issuer has taken back, by the lists that the host supplies.</summary>
[TestFixture]
public sealed class CertificateRevocationTests
{
    private const string Node = "LX0000010000280";
    private static readonly CredentialReader Reader = new(new SignatureAlgorithms([]));
    private static readonly TestAuthority Root = new("root");
    private static readonly TestAuthority Between = new("between", Root);
    private static readonly X509Certificate2 Good = Root.IssueNode(Node);
    private static readonly X509Certificate2 Bad = Root.IssueNode(Node);

    private readonly string file = Path.Combine(TestContext.CurrentContext.WorkDirectory, Path.GetRandomFileName());
    private DateTime writtenAt = DateTime.UnixEpoch;
    private readonly LogCollector logs = new();
    private ManualTimeProvider clock = null!;

    [SetUp]
    public void Start()
    {
        clock = new ManualTimeProvider(TestAuthority.From.AddDays(30));
        logs.Clear();
    }

    [TearDown]
    public void DropFile() => File.Delete(file);

    [OneTimeTearDown]
    public void DropCertificates()
    {
        Good.Dispose();
        Bad.Dispose();
        logs.Dispose();
    }

    [Test]
    public void K74_Check_CertificateOnTheList_IsRevokedAndItsSiblingIsNot([Values] bool isPem)
    {
        byte[] list = Root.List(Bad);
        CertificateTrust trust = Trust(isPem ? System.Text.Encoding.ASCII.GetBytes(PemEncoding.WriteString("X509 CRL", list)) : list);
        Assert.That(trust.Check(Credential(Bad), Node), Is.EqualTo(CertificateVerdict.Revoked));
        Assert.That(trust.Check(Credential(Good), Node), Is.EqualTo(CertificateVerdict.Trusted));
    }

    [Test]
    public void K74_Check_IssuerOnTheListOfTheRoot_IsRevokedWithAllThatItIssued()
    {
        PartnerCredential credential = Credential(Between.IssueNode(Node), Between.Certificate);
        Assert.That(Trust(Root.List(Between.Certificate)).Check(credential, Node), Is.EqualTo(CertificateVerdict.Revoked));
        Assert.That(Trust(Root.List()).Check(credential, Node), Is.EqualTo(CertificateVerdict.Trusted), "No list of the one between: it is not asked about.");
    }

    [Test]
    public void K74_Check_ListOfAnIssuerThatThePartnerSends_HoldsForItsCertificates()
    {
        X509Certificate2 leaf = Between.IssueNode(Node);
        CertificateTrust trust = Trust(Between.List(leaf));
        Assert.That(trust.Check(Credential(leaf, Between.Certificate), Node), Is.EqualTo(CertificateVerdict.Revoked));
        Assert.That(trust.Check(Credential(Between.IssueNode(Node), Between.Certificate), Node), Is.EqualTo(CertificateVerdict.Trusted));
    }

    // The host has said that it wants this issuer's certificates checked. What cannot be, is not let in.
    [Test]
    public void K74_Check_ListThatTheIssuerDidNotSign_AnswersNothing()
    {
        var impostor = new TestAuthority("between");
        CertificateTrust trust = Trust(impostor.List());
        Assert.That(
            trust.Check(Credential(Between.IssueNode(Node), Between.Certificate), Node), Is.EqualTo(CertificateVerdict.RevocationUnknown));
    }

    [TestCase(0, CertificateVerdict.Trusted)]
    [TestCase(1, CertificateVerdict.RevocationUnknown)]
    public void K74_Check_ListThatRanOut_AnswersNothingFromThenOn(int secondsAfter, CertificateVerdict verdict)
    {
        DateTimeOffset until = clock.Now.AddHours(1);
        CertificateTrust trust = Trust(Root.List([Bad], until: until));
        PartnerCredential good = Credential(Good);
        PartnerCredential bad = Credential(Bad);
        Assert.That(trust.Check(good, Node), Is.EqualTo(CertificateVerdict.Trusted));
        clock.SetWallClock(until.AddSeconds(secondsAfter));
        Assert.That(trust.Check(good, Node), Is.EqualTo(verdict));
        Assert.That(trust.Check(bad, Node), Is.EqualTo(CertificateVerdict.Revoked), "What was revoked stays so.");
        clock.SetWallClock(until);
        Assert.That(trust.Check(good, Node), Is.EqualTo(CertificateVerdict.Trusted), "The clock was set back.");
    }

    [Test]
    public void K74_Check_ListThatRanOut_HoldsOnWhereTheHostSaysSo()
    {
        CertificateTrust trust = Trust(options =>
        {
            options.AcceptOutdatedRevocationLists = true;
            options.RevocationLists.Add(Root.List([Bad], until: clock.Now.AddSeconds(-1)));
        });
        Assert.That(trust.Check(Credential(Good), Node), Is.EqualTo(CertificateVerdict.Trusted));
        Assert.That(trust.Check(Credential(Bad), Node), Is.EqualTo(CertificateVerdict.Revoked));
    }

    [Test]
    public void K74_Check_ListThatBeginsLater_AnswersNothingUntilThen()
    {
        DateTimeOffset from = clock.Now.AddSeconds(1);
        CertificateTrust trust = Trust(Root.List([Bad], from));
        PartnerCredential good = Credential(Good);
        Assert.That(trust.Check(good, Node), Is.EqualTo(CertificateVerdict.RevocationUnknown));
        clock.SetWallClock(from);
        Assert.That(trust.Check(good, Node), Is.EqualTo(CertificateVerdict.Trusted));
    }

    [Test]
    public void Check_OfTwoListsOfAnIssuer_TheNewerHolds()
    {
        DateTimeOffset newer = clock.Now.AddDays(1);
        CertificateTrust trust = Trust(Root.List(Bad), Root.List([Good], newer));
        PartnerCredential[] both = [Credential(Good), Credential(Bad)];
        Assert.That(both.Select(each => trust.Check(each, Node)), Is.EqualTo(new[] { CertificateVerdict.Trusted, CertificateVerdict.Revoked }));
        clock.SetWallClock(newer);
        Assert.That(both.Select(each => trust.Check(each, Node)), Is.EqualTo(new[] { CertificateVerdict.Revoked, CertificateVerdict.Trusted }));
    }

    [Test]
    public void K74_Check_PinnedCertificateOnAListOfAConfiguredRoot_IsRevoked()
    {
        CertificateTrust trust = Trust(Root.List(Bad));
        PartnerCredential bad = Credential(Bad);
        Assert.That(trust.Check(bad, Node, bad.Key.Fingerprint), Is.EqualTo(CertificateVerdict.Revoked));
        Assert.That(trust.Check(Credential(Good), Node, bad.Key.Fingerprint), Is.EqualTo(CertificateVerdict.Trusted), "The same key, certified anew.");
        clock.SetWallClock(TestAuthority.From.AddDays(90));
        Assert.That(trust.Check(Credential(Good), Node, bad.Key.Fingerprint), Is.EqualTo(CertificateVerdict.Trusted), "A pin asks for no list.");
    }

    // What was found out about a chain is kept; it must not be kept for longer than the list.
    [Test]
    public void K74_Check_FileThatIsReplaced_CountsWithinAMinute()
    {
        Write(Root.List());
        CertificateTrust trust = TrustInFile();
        PartnerCredential credential = Credential(Bad);
        Assert.That(trust.Check(credential, Node), Is.EqualTo(CertificateVerdict.Trusted));
        Write(Root.List(Bad));
        clock.Advance(TimeSpan.FromSeconds(59));
        Assert.That(trust.Check(credential, Node), Is.EqualTo(CertificateVerdict.Trusted), "Not looked at with every call.");
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.That(trust.Check(credential, Node), Is.EqualTo(CertificateVerdict.Revoked));
        Assert.That(logs.Entries.Select(entry => entry.EventId), Is.EqualTo(new[] { 121, 121 }));
    }

    [Test]
    public void K74_Check_FileBehindALink_IsSeenToChange()
    {
        Write(Root.List());
        string link = file + ".link";
        File.CreateSymbolicLink(link, file);
        try
        {
            CertificateTrust trust = Trust(options => options.RevocationListFiles.Add(link));
            Write(Root.List(Bad));
            clock.Advance(TimeSpan.FromMinutes(1));
            Assert.That(trust.Check(Credential(Bad), Node), Is.EqualTo(CertificateVerdict.Revoked));
        }
        finally
        {
            File.Delete(link);
        }
    }

    public static IEnumerable<TestCaseData> UnusableFiles()
    {
        yield return new TestCaseData((byte[]?)null).SetArgDisplayNames("Gone");
        yield return new TestCaseData(Array.Empty<byte>()).SetArgDisplayNames("Empty");
        yield return new TestCaseData(Root.List(Bad)[..^1]).SetArgDisplayNames("CutShort");
        yield return new TestCaseData(new TestAuthority("root").List()).SetArgDisplayNames("SignedByAnotherOfTheSameName");
    }

    [TestCaseSource(nameof(UnusableFiles))]
    public void K74_Check_FileThatCannotBeReadAgain_LeavesTheFormerListInForceAndSaysSo(byte[]? content)
    {
        Write(Root.List([Bad], until: clock.Now.AddMinutes(2)));
        CertificateTrust trust = TrustInFile();
        PartnerCredential bad = Credential(Bad);
        PartnerCredential good = Credential(Good);
        File.Delete(file);
        if (content is not null)
        {
            Write(content);
        }

        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.That(trust.Check(bad, Node), Is.EqualTo(CertificateVerdict.Revoked));
        Assert.That(trust.Check(good, Node), Is.EqualTo(CertificateVerdict.Trusted));
        LogEntry entry = logs.Entries.Single(entry => entry.EventId == 120);
        Assert.That(entry.Level, Is.EqualTo(LogLevel.Warning));
        Assert.That(entry.Message, Does.Contain(file));
        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.That(trust.Check(good, Node), Is.EqualTo(CertificateVerdict.RevocationUnknown), "It runs out by itself.");
        Write(Root.List([Bad], until: clock.Now.AddDays(1)));
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.That(trust.Check(good, Node), Is.EqualTo(CertificateVerdict.Trusted), "And is read once it can be.");
    }

    [TestCaseSource(nameof(UnusableFiles))]
    public void K74_Make_FileThatCannotBeUsed_ThrowsAndNamesIt(byte[]? content)
    {
        if (content is not null)
        {
            Write(content);
        }

        Assert.That(
            TrustInFile, Throws.InvalidOperationException.With.Message.Contains(file).And.Message.Contains("RevocationListFiles").And.Message.Contains("DER"));
    }

    [Test]
    public void Make_FileThatRanOut_WarnsWhenTheHostStarts()
    {
        Write(Root.List([], until: clock.Now.AddSeconds(-1)));
        TrustInFile();
        LogEntry entry = logs.Entries.Single();
        Assert.That((entry.EventId, entry.Level), Is.EqualTo((122, LogLevel.Warning)));
        Assert.That(entry.Message, Does.Contain(file).And.Contain("CN=root").And.Contain("AcceptOutdatedRevocationLists"));
    }

    [Test]
    public void K74_Make_IssuerWhoseKeyUsageForbidsLists_IsRefused()
    {
        var silent = new TestAuthority("silent", usage: X509KeyUsageFlags.KeyCertSign);
        Assert.That(
            () => Trust([silent], options => options.RevocationLists.Add(silent.List())),
            Throws.InvalidOperationException.With.Message.Contains("cRLSign"));
    }

    [Test]
    public void Check_CertificateWithoutTrust_IsNotAskedAbout()
    {
        var other = new TestAuthority("root");
        X509Certificate2 leaf = other.IssueNode(Node);
        Assert.That(Trust(Root.List()).Check(Credential(leaf), Node), Is.EqualTo(CertificateVerdict.UntrustedChain));
    }

    private void Write(byte[] content)
    {
        File.WriteAllBytes(file, content);

        // Two files written within one tick of the file system would look alike.
        writtenAt = writtenAt.AddSeconds(10);
        File.SetLastWriteTimeUtc(file, writtenAt);
    }

    private CertificateTrust TrustInFile() => Trust(options => options.RevocationListFiles.Add(file));

    private CertificateTrust Trust(params byte[][] lists) => Trust(options =>
    {
        foreach (byte[] list in lists)
        {
            options.RevocationLists.Add(list);
        }
    });

    private CertificateTrust Trust(Action<CertificateTrustOptions> configure) => Trust([Root], configure);

    private CertificateTrust Trust(TestAuthority[] roots, Action<CertificateTrustOptions> configure)
    {
        var options = new CertificateTrustOptions();
        foreach (TestAuthority root in roots)
        {
            options.Roots.Add(root.Certificate);
        }

        configure(options);
        using ILoggerFactory loggers = LoggerFactory.Create(logging => logging.AddProvider(logs));
        return new CertificateTrust(Options.Create(options), clock, loggers.CreateLogger<CertificateTrust>());
    }

    private static PartnerCredential Credential(params X509Certificate2[] chain) => Reader.Read("CERT", TestAuthority.Pem(chain));
}
