using System.Net;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Partners;

namespace Interconn.Sdk.Tests.Partners;

/// <summary>Which addresses are taken from a partner's own mouth.</summary>
public sealed class AddressPolicyTests
{
    [TestCase("https://node.example.com")]
    [TestCase("https://node.example.com/")]
    [TestCase("https://node.example.com:443")]
    [TestCase("https://node.example.com:8443/gw")]
    [TestCase("HTTPS://NODE.Example.com/Gw")]
    [TestCase("https://node_1.example.com/a/b/")]
    [TestCase("https://xn--bcher-kva.example/")]
    [TestCase("https://node.example.com/a-b_c~d.e;f=1,2!$&'()*+")]
    [TestCase("https://node.example.com/%E8%8A%82%E7%82%B9")]
    [TestCase("https://93.184.216.34/gw")]
    [TestCase("https://[2606:2800:220:1:248:1893:25c8:1946]:8443/gw")]
    [TestCase("https://[2606:2800:0220:0001:0:0:0:1946]/")]
    [TestCase("https://[::ffff:93.184.216.34]/")]
    public void TryRead_PublicHttps_IsTaken(string text)
    {
        bool isTaken = Policy().TryRead(text, out Uri? address, out string? refusal);
        Assert.That(refusal, Is.Null);
        Assert.That(isTaken, Is.True);
        Assert.That(address, Is.EqualTo(new Uri(text)));
    }

    [TestCase("http://127.0.0.1")]
    [TestCase("https://127.0.0.1")]
    [TestCase("https://127.8.9.10:8443/gw")]
    [TestCase("https://169.254.169.254/latest/meta-data")]
    [TestCase("https://168.63.129.16/")]
    [TestCase("https://100.100.100.200/")]
    [TestCase("https://10.0.0.1/")]
    [TestCase("https://172.31.255.255/")]
    [TestCase("https://192.168.1.1/")]
    [TestCase("https://0.0.0.0/")]
    [TestCase("https://255.255.255.255/")]
    [TestCase("https://224.0.0.1/")]
    [TestCase("https://[::1]/")]
    [TestCase("https://[0:0:0:0:0:0:0:1]/")]
    [TestCase("https://[::]/")]
    [TestCase("https://[::ffff:10.0.0.1]/")]
    [TestCase("https://[::FFFF:7f00:1]/")]
    [TestCase("https://[::127.0.0.1]/")]
    [TestCase("https://[::ffff:0:10.0.0.1]/")]
    [TestCase("https://[64:ff9b::10.0.0.1]/")]
    [TestCase("https://[64:ff9b:1::10.0.0.1]/")]
    [TestCase("https://[2002:0a00:0001::1]/")]
    [TestCase("https://[2001:0:a00:1::]/")]
    [TestCase("https://[fe80::1]/")]
    [TestCase("https://[fd00:ec2::254]/")]
    [TestCase("https://[ff02::1]/")]
    [TestCase("https://[2001:db8::1]/")]
    public void N78_AddressThatIsNotPublic_IsRefused(string text) => AssertRefused(text, text.StartsWith("http:", StringComparison.Ordinal) ? "AllowPlainHttp" : "PrivateNetworks");

    [TestCase("https://2130706433/")]
    [TestCase("https://2130706433/127.0.0.1")]
    [TestCase("https://0x7f000001/")]
    [TestCase("https://0x7f.1/")]
    [TestCase("https://017700000001/")]
    [TestCase("https://0177.0.0.1/")]
    [TestCase("https://127.1/")]
    [TestCase("https://127.0.0.0x1/")]
    [TestCase("https://127.000.000.001/")]
    [TestCase("https://1572395042/93.184.216.34")]
    [TestCase("https://0/")]
    [TestCase("https://loopback/")]
    [TestCase("https://[::1]evil.example.com/")]
    [TestCase("https://node.example.com:/")]
    [TestCase("https://node.example.com:0443/")]
    [TestCase("https://node.example.com/a/../b")]
    [TestCase("https://node.example.com/.")]
    [TestCase("https://node.example.com/%2e%2e/b")]
    [TestCase("https://node.example.com/%7Ea")]
    [TestCase("https://node.example.com/%e8%8a%82")]
    [TestCase("https://node.example.com//")]
    [TestCase("https://node.example.com/a//b")]
    [TestCase("https://node.example.com/a%2Fb")]
    [TestCase("https://node.example.com/a%5Cb")]
    [TestCase("https://node.example.com/a%00")]
    [TestCase("https://node.example.com/a%0D%0Ab")]
    [TestCase("https://node.example.com/a%")]
    [TestCase("https://[fe80::1%25eth0]/")]
    [TestCase("https://[2606:2800::1%25eth0]/")]
    public void N78_OtherThanItIsWritten_IsRefused(string text) => AssertRefused(text, "normal form");

    [TestCase("https://user@node.example.com/")]
    [TestCase("https://user:secret@node.example.com/")]
    [TestCase("https://node.example.com:443@evil.example.com/")]
    [TestCase("https://@node.example.com/")]
    [TestCase("https://node.example.com/#fragment")]
    [TestCase("https://node.example.com#@evil.example.com/")]
    [TestCase("https://node.example.com/?query")]
    [TestCase("https://node.example.com?@10.0.0.1/")]
    [TestCase("https://node.example.com\\@10.0.0.1/")]
    [TestCase("https:\\\\10.0.0.1\\")]
    public void N78_MoreThanHostAndPath_IsRefused(string text) => AssertRefused(text, "user information");

    [TestCase(" https://node.example.com/")]
    [TestCase("https://node.example.com/\n")]
    [TestCase("https://node.exa\tmple.com/")]
    [TestCase("https://node.example.com/\0")]
    [TestCase("https://bücher.example/")]
    [TestCase("https://127。0。0。1/")]
    [TestCase("https://①②⑦.0.0.1/")]
    [TestCase("https://１２７.0.0.1/")]
    [TestCase("https://node.example.com/节点")]
    [TestCase("https://node.example.com/\u202e")]
    public void N78_OtherThanAscii_IsRefused(string text) => AssertRefused(text, "ASCII");

    [TestCase("https://node/")]
    [TestCase("https://localhost/")]
    [TestCase("https://redis.svc/")]
    [TestCase("https://node.cluster.local/")]
    [TestCase("https://metadata.google.internal/")]
    [TestCase("https://a.localhost/")]
    [TestCase("https://printer.LAN/")]
    [TestCase("https://router.home.arpa/")]
    public void N78_NameOfAnInternalNetwork_IsRefused(string text) => AssertRefused(text, "internal network");

    [TestCase("https://node.example.com./")]
    [TestCase("https://localhost./")]
    [TestCase("https://127.0.0.1./")]
    [TestCase("https://1.2.3.4.5/")]
    [TestCase("https://256.1.1.1/")]
    [TestCase("https://4294967296/")]
    [TestCase("https://08.1.1.1/")]
    [TestCase("https://node.example.0x7f/")]
    [TestCase("https://-node/")]
    public void N78_HostThatIsNeitherNameNorAddress_IsRefused(string text) => AssertRefused(text, "neither a name nor an address");

    [TestCase("")]
    [TestCase("node.example.com")]
    [TestCase("//node.example.com/")]
    [TestCase("https:")]
    [TestCase("https://")]
    [TestCase("https:///path")]
    [TestCase("https:node.example.com")]
    [TestCase("https:/node.example.com")]
    [TestCase("https://:443/")]
    [TestCase("https://%31%32%37.0.0.1/")]
    [TestCase("https://node.ex%61mple.com/")]
    [TestCase("https://node.example.com%00.evil.example.com/")]
    [TestCase("https://[::1")]
    [TestCase("https://[node.example.com]/")]
    [TestCase("https://node.example.com:443:443/")]
    [TestCase("https://node.example.com:+443/")]
    [TestCase("https://node.example.com:65536/")]
    [TestCase("https://a..example.com/")]
    public void N78_NoAddressAtAll_IsRefused(string text) => AssertRefused(text, "not an absolute address", "neither https nor http");

    [TestCase("file:///etc/passwd")]
    [TestCase("ftp://node.example.com/")]
    [TestCase("gopher://node.example.com:6379/_x")]
    [TestCase("ws://node.example.com/")]
    [TestCase("javascript:alert(1)")]
    [TestCase("urn:interconn:node:x")]
    [TestCase("/etc/passwd")]
    public void N78_OtherSchemes_AreRefused(string text) => AssertRefused(text, "neither https nor http", "not an absolute address");

    [TestCase("http://node.example.com/")]
    [TestCase("http://93.184.216.34/")]
    [TestCase("http://localhost/")]
    [TestCase("http://[::1]/")]
    public void N78_PlainHttp_IsRefused(string text) => AssertRefused(text, "AllowPlainHttp");

    [TestCase(22)]
    [TestCase(25)]
    [TestCase(80)]
    [TestCase(6379)]
    [TestCase(8080)]
    [TestCase(65535)]
    [TestCase(0)]
    public void N78_OtherPort_IsRefused(int port) => AssertRefused($"https://node.example.com:{port}/", "OfferedAddresses.Ports");

    [Test]
    public void N78_Port_IsTakenWhereItIsListed()
    {
        AddressPolicy policy = Policy(options => options.OfferedAddresses.Ports.Add(9443));
        Assert.That(IsTaken(policy, "https://node.example.com:9443/"), Is.True);
        Assert.That(IsTaken(policy, "https://node.example.com/"), Is.True);
        Assert.That(IsTaken(policy, "https://node.example.com:8443/"), Is.False, "the list replaces the default");
    }

    [TestCase(0, false)]
    [TestCase(22, false)]
    [TestCase(1023, false)]
    [TestCase(1024, true)]
    [TestCase(65535, true)]
    public void N78_PortZeroListed_StandsForThoseThatNeedNoPrivilege(int port, bool isTaken) =>
        Assert.That(IsTaken(Policy(options => options.OfferedAddresses.Ports.Add(0)), $"https://node.example.com:{port}/"), Is.EqualTo(isTaken));

    [Test]
    public void N78_TwoKilobytes_AreRefused()
    {
        const string Start = "https://node.example.com/";
        AssertRefused(Start + new string('a', 2048 - Start.Length), "1024");
        AssertRefused(Start + new string('a', 1025 - Start.Length), "1024");
        Assert.That(IsTaken(Policy(), Start + new string('a', 1024 - Start.Length)), Is.True);
    }

    [TestCase("https://10.20.0.1/", true)]
    [TestCase("https://10.20.255.255/", true)]
    [TestCase("https://[::ffff:10.20.0.1]/", true)]
    [TestCase("https://[64:ff9b::10.20.0.1]/", true)]
    [TestCase("https://10.21.0.0/", false)]
    [TestCase("https://127.0.0.1/", false)]
    [TestCase("https://169.254.169.254/", false)]
    [TestCase("https://[fd00::1]/", true)]
    [TestCase("https://[fd01::1]/", false)]
    [TestCase("https://node.internal/", true)]
    [TestCase("https://node/", true)]
    [TestCase("http://10.20.0.1/", false)]
    [TestCase("http://localhost/", false)]
    public void N78_PrivateNetwork_IsTakenWhereItIsListed(string text, bool isTaken)
    {
        AddressPolicy policy = Policy(options =>
        {
            options.OfferedAddresses.PrivateNetworks.Add("10.20.0.0/16");
            options.OfferedAddresses.PrivateNetworks.Add("fd00::/16");
        });
        Assert.That(IsTaken(policy, text), Is.EqualTo(isTaken));
    }

    [TestCase("127.0.0.0/8", "http://127.0.0.1/", true)]
    [TestCase("127.0.0.0/8", "http://localhost/", true)]
    [TestCase("127.0.0.0/8", "http://[::1]/", false)]
    [TestCase("::1/128", "http://[::1]/", true)]
    [TestCase("::1/128", "http://127.0.0.1/", false)]
    [TestCase("127.0.0.0/8", "http://10.0.0.1/", false)]
    [TestCase("127.0.0.0/8", "http://loopback/", false)]
    [TestCase("127.0.0.0/8", "http://node.example.com/", false)]
    public void TryRead_PlainHttpOnAListedLoopback_IsTaken(string network, string text, bool isTaken) =>
        Assert.That(IsTaken(Policy(options => options.OfferedAddresses.PrivateNetworks.Add(network)), text), Is.EqualTo(isTaken));

    [Test]
    public void TryRead_PlainHttpAllowed_AllowsNothingElse()
    {
        AddressPolicy policy = Policy(options => options.AllowPlainHttp = true);
        Assert.That(IsTaken(policy, "http://node.example.com/"), Is.True);
        Assert.That(IsTaken(policy, "http://127.0.0.1/"), Is.False);
        Assert.That(IsTaken(policy, "http://localhost/"), Is.False);
    }

    [TestCase("93.184.216.34", true)]
    [TestCase("::ffff:93.184.216.34", true)]
    [TestCase("64:ff9b::5db8:d822", true)]
    [TestCase("2606:2800:220:1:248:1893:25c8:1946", true)]
    [TestCase("64:ff9b::7f00:1", false)]
    [TestCase("64:ff9b::a9fe:a9fe", false)]
    [TestCase("::ffff:127.0.0.1", false)]
    [TestCase("::ffff:169.254.169.254", false)]
    [TestCase("::a00:1", false)]
    [TestCase("4000::1", false)]
    [TestCase("fe80::1%2", false)]
    [TestCase("0.0.0.1", false)]
    [TestCase("100.64.0.1", false)]
    [TestCase("100.128.0.1", true)]
    public void N79_WhatANameLeadsTo_IsJudgedByTheAddressBehindIt(string address, bool isAllowed) =>
        Assert.That(Policy().Allows(IPAddress.Parse(address)), Is.EqualTo(isAllowed));

    private static AddressPolicy Policy(Action<InterconnOptions>? configure = null)
    {
        var options = new InterconnOptions();
        configure?.Invoke(options);
        return new AddressPolicy(options);
    }

    private static bool IsTaken(AddressPolicy policy, string text) => policy.TryRead(text, out _, out _);

    private static void AssertRefused(string text, params string[] reasons)
    {
        bool isTaken = Policy().TryRead(text, out Uri? address, out string? refusal);
        Assert.That(isTaken, Is.False);
        Assert.That(address, Is.Null);
        Assert.That(reasons, Has.Some.Matches<string>(reason => refusal!.Contains(reason, StringComparison.Ordinal)), refusal);
    }
}
