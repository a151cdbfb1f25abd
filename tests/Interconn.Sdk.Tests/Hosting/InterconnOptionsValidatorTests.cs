using Interconn.Sdk.Hosting;
using Microsoft.Extensions.Options;

namespace Interconn.Sdk.Tests.Hosting;

/// <summary>What a host is told when its settings do not hold: which, and what to do.</summary>
public sealed class InterconnOptionsValidatorTests
{
    private static readonly string Pin = new('a', 64);

    [Test]
    public void Validate_LeastSettings_Hold() => Assert.That(Failures(_ => { }), Is.Empty);

    [Test]
    public void Validate_EverythingAtItsLimits_Holds()
    {
        Assert.That(Failures(options => SetNumbers(options, TimeSpan.FromTicks(1), 1, 1024, 1)), Is.Empty);
        Assert.That(Failures(options => SetNumbers(options, TimeSpan.FromHours(1), 100_000, 1024L * 1024 * 1024, int.MaxValue / 10)), Is.Empty);
    }

    private static IEnumerable<TestCaseData> Faults()
    {
        yield return Fault("no node id", options => options.Node.NodeId = "", "Node.NodeId", "1 to 128", "Interconn:Node:NodeId");
        yield return Fault("ill-formed node id", options => options.Node.NodeId = "a b", "Node.NodeId", "letters, digits");
        yield return Fault("node id with line break", options => options.Node.NodeId = "a\n", "Node.NodeId");
        yield return Fault("node id too long", options => options.Node.NodeId = new('n', 129), "Node.NodeId");
        yield return Fault("no key", options => options.SigningKey = null, "no key", "SigningKey", "KeyFile");
        yield return Fault("two keys", options => options.KeyFile = "node.pem", "both SigningKey and KeyFile", "Keep one");
        yield return Fault("empty key file", options => (options.SigningKey, options.KeyFile) = (null, ""), "KeyFile is empty", "leave it out");
        yield return Fault("empty intermediate file", options => options.IntermediateCertificateFiles.Add(""), "IntermediateCertificateFiles", "empty");
        yield return Fault("empty revocation list file", options => options.RevocationListFiles.Add(""), "RevocationListFiles", "empty");
        yield return Fault("proxy without an address", options => options.EgressProxy = new EgressProxyOptions(), "EgressProxy.Address");
        yield return Fault("proxy of another scheme", options => options.EgressProxy = Proxy("socks5://proxy:1080"), "EgressProxy.Address");
        yield return Fault("proxy with a path", options => options.EgressProxy = Proxy("http://proxy:3128/x"), "EgressProxy.Address");
        yield return Fault("proxy with user information", options => options.EgressProxy = Proxy("http://user:word@proxy:3128"), "EgressProxy.Address");
        yield return Fault("proxy user with a colon", options => options.EgressProxy = Proxy("http://proxy:3128", "us:er"), "EgressProxy.UserName");
        yield return Fault("proxy user with a line break", options => options.EgressProxy = Proxy("http://proxy:3128", "us\r\ner"), "EgressProxy.UserName");
        yield return Fault("proxy password with a line break", options => options.EgressProxy = Proxy("http://proxy:3128", "user", "a\nb"), "EgressProxy.Password");
        yield return Fault("proxy password without a user", options => options.EgressProxy = Proxy("http://proxy:3128", null, "word"), "EgressProxy.Password");
        yield return Fault("client certificate without a key", options => options.ClientCertificate = new ClientCertificateOptions { File = "c.pem" }, "ClientCertificate", "KeyFile");
        yield return Fault("client certificate of nothing", options => options.ClientCertificate = new ClientCertificateOptions(), "ClientCertificate", "KeyFile");
        yield return Fault("client fingerprint that is none", options => options.Partners.Add(new PartnerOptions { NodeId = "p", ClientCertificateFingerprint = "ab" }), "ClientCertificateFingerprint");
        yield return Fault("empty root file", options => options.RootCertificateFiles.Add(""), "RootCertificateFiles", "empty");
        yield return Fault("origin with a slash", options => options.AllowedOrigins.Add("https://a.example/"), "'https://a.example/' in AllowedOrigins", "as browsers do");
        yield return Fault("origin with a default port", options => options.AllowedOrigins.Add("https://a.example:443"), "AllowedOrigins");
        yield return Fault("any origin", options => options.AllowedOrigins.Add("*"), "'*' in AllowedOrigins");
        yield return Fault("plain http", options => options.Node.Address = new("http://node.example"), "Node.Address", "https", "AllowPlainHttp");
        yield return Fault("other scheme", options => options.Node.Address = new("ftp://node.example"), "Node.Address", "https://node.example.com/base");
        yield return Fault("relative", options => options.Node.Address = new("node.example", UriKind.Relative), "Node.Address", "absolute");
        yield return Fault("password", options => options.Node.Address = new("https://u:p@node.example"), "Node.Address", "user information");
        yield return Fault("query", options => options.Node.Address = new("https://node.example/?a=1"), "Node.Address", "query");
        yield return Fault("fragment", options => options.Node.Address = new("https://node.example/#a"), "Node.Address", "fragment");
        yield return Partner("ill-formed id", new() { NodeId = "节点" }, "Partners[0].NodeId", "letters, digits");
        yield return Partner("this node", new() { NodeId = TestNode.HolderId }, "Partners[0].NodeId", "this node itself");
        yield return Partner("plain http", new() { NodeId = "p", Address = new("http://partner.example") }, "Partners[0].Address", "AllowPlainHttp");
        yield return Partner(
            "two credentials",
            new() { NodeId = "p", Credential = "x", CredentialFile = "y" },
            "Partners[0]",
            "both Credential and CredentialFile",
            "Keep one");
        yield return Partner("contract without key", new() { NodeId = "p", ContractId = "c" }, "Partners[0]", "ContractId and no key", "Set Credential");
        yield return Partner("empty contract", new() { NodeId = "p", ContractId = "", Credential = "x" }, "Partners[0].ContractId is empty", "leave it out");
        yield return Partner("empty credential", new() { NodeId = "p", Credential = "" }, "Partners[0].Credential is empty", "leave it out");
        yield return Partner("empty file", new() { NodeId = "p", CredentialFile = "" }, "Partners[0].CredentialFile is empty", "leave it out");
        yield return Partner("short pin", new() { NodeId = "p", PinnedFingerprint = Pin[1..] }, "Partners[0].PinnedFingerprint", "64 hex digits");
        yield return Partner(
            "pin with colons", new() { NodeId = "p", PinnedFingerprint = "ab:" + Pin[3..] }, "Partners[0].PinnedFingerprint", "separators");
        yield return Fault(
            "listed twice",
            options =>
            {
                options.Partners.Add(new() { NodeId = "p" });
                options.Partners.Add(new() { NodeId = "p" });
            },
            "Partners[1].NodeId 'p'",
            "listed twice");
        foreach (TimeSpan time in (TimeSpan[])[TimeSpan.Zero, TimeSpan.FromTicks(-1), TimeSpan.FromHours(1) + TimeSpan.FromTicks(1)])
        {
            yield return Fault(
                $"tolerance {time}", options => options.TimestampTolerance = time, "TimestampTolerance", $"{time}", "more than 0 and at most 01:00:00");
            yield return Fault($"call timeout {time}", options => options.CallTimeout = time, "CallTimeout", $"{time}", "at most 01:00:00");
            yield return Fault($"handler timeout {time}", options => options.HandlerTimeout = time, "HandlerTimeout", $"{time}", "at most 01:00:00");
            yield return Fault($"store timeout {time}", options => options.StoreTimeout = time, "StoreTimeout", $"{time}", "at most 01:00:00");
        }

        foreach (int size in (int[])[-1, 0, 100_001])
        {
            yield return Fault($"page size {size}", options => options.MaxPageSize = size, "MaxPageSize", $"{size}", "from 1 to 100000");
        }

        foreach (long size in (long[])[-1, 1023, (1024L * 1024 * 1024) + 1])
        {
            yield return Fault($"body {size}", options => options.MaxRequestBody = size, "MaxRequestBody", $"{size}", "from 1024 to 1073741824");
            yield return Fault($"answer {size}", options => options.MaxAnswer = size, "MaxAnswer", $"{size}", "from 1024 to 1073741824");
        }

        yield return Fault("failures", options => options.MaxFailuresPerMinute = 0, "MaxFailuresPerMinute", "from 1");
        // Ten times as many are counted for an address: that must not overflow.
        yield return Fault("failures beyond", options => options.MaxFailuresPerMinute = (int.MaxValue / 10) + 1, "MaxFailuresPerMinute", "to 214748364");
        yield return Fault("unsigned calls", options => options.MaxUnsignedCallsPerMinute = 0, "MaxUnsignedCallsPerMinute", "from 1");
        yield return Fault("nonces", options => options.MaxNoncesPerPartner = 0, "MaxNoncesPerPartner", "from 1");
        yield return Fault("no replica", options => options.Replicas = 0, "Replicas", "from 1");
        yield return Fault("replicas", options => options.Replicas = 10_001, "Replicas", "to 10000");
    }

    [TestCaseSource(nameof(Faults))]
    public void Validate_SettingThatDoesNotHold_IsNamedWithTheFix(Action<InterconnOptions> set, string[] words)
    {
        string failure = Failures(set).Single();
        Assert.That(failure, Does.StartWith("Interconn: "));
        Assert.That(words.Where(word => !failure.Contains(word, StringComparison.Ordinal)), Is.Empty, failure);
    }

    [TestCase("http://127.0.0.1:8080/gw")]
    [TestCase("http://localhost")]
    [TestCase("http://[::1]")]
    [TestCase("https://node.example/gw/")]
    public void L88_HttpsOrLoopback_Holds(string address) => Assert.That(Failures(options => options.Node.Address = new(address)), Is.Empty);

    [TestCase("http://127.0.0.1.node.example")]
    [TestCase("http://0.0.0.0")]
    [TestCase("http://10.0.0.1")]
    [TestCase("http://localhost.example")]
    public void L88_PlainHttpBeyondLoopback_HoldsOnlyWhereItIsAllowed(string address)
    {
        Assert.That(Failures(options => options.Node.Address = new(address)), Has.Exactly(1).Contains("AllowPlainHttp"));
        Assert.That(Failures(options => (options.Node.Address, options.AllowPlainHttp) = (new(address), true)), Is.Empty);
    }

    [Test]
    public void Validate_SeveralFaults_AreAllTold() => Assert.That(
        Failures(options =>
        {
            options.Node.NodeId = "";
            options.SigningKey = null;
            options.MaxPageSize = 0;
            options.Partners.Add(new PartnerOptions());
        }),
        Has.Length.EqualTo(4));

    [Test]
    public void Validate_PinInEitherLetterCase_Holds()
    {
        Assert.That(Failures(options => options.Partners.Add(new() { NodeId = "p", PinnedFingerprint = Pin })), Is.Empty);
        Assert.That(Failures(options => options.Partners.Add(new() { NodeId = "p", PinnedFingerprint = Pin.ToUpperInvariant() })), Is.Empty);
    }

    private static string[] Failures(Action<InterconnOptions> set)
    {
        var options = new InterconnOptions { SigningKey = TestKeys.HolderKey };
        options.Node.NodeId = TestNode.HolderId;
        set(options);
        ValidateOptionsResult result = new InterconnOptionsValidator().Validate(name: null, options);
        return [.. result.Failures ?? []];
    }

    private static void SetNumbers(InterconnOptions options, TimeSpan time, int page, long bytes, int count)
    {
        (options.TimestampTolerance, options.CallTimeout, options.HandlerTimeout, options.StoreTimeout) = (time, time, time, time);
        (options.MaxPageSize, options.MaxRequestBody, options.MaxAnswer) = (page, bytes, bytes);
        (options.MaxFailuresPerMinute, options.MaxUnsignedCallsPerMinute, options.MaxNoncesPerPartner) = (count, count, count);
    }

    private static TestCaseData Fault(string name, Action<InterconnOptions> set, params string[] words) =>
        new TestCaseData(set, words).SetArgDisplayNames(name);

    private static TestCaseData Partner(string name, PartnerOptions partner, params string[] words) =>
        Fault("partner: " + name, options => options.Partners.Add(partner), words);

    private static EgressProxyOptions Proxy(string address, string? userName = null, string? password = null) =>
        new() { Address = new Uri(address), UserName = userName, Password = password };
}
