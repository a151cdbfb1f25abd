using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Interconn.Sdk.Client;
using Interconn.Sdk.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Tests.Client;

/// <summary>TLS to partners: which versions are offered, and which certificates are taken.</summary>
public sealed class PartnerTlsTests
{
    private const int SupportedVersions = 43;
    private const int Tls12 = 0x0303;
    private const int Tls13 = 0x0304;
    private static readonly byte[] Ok = ScriptedAnswer.Json("""{"code":0,"data":{"status":"ok"}}""");

    [TestCase(InterconnClientFactory.HttpClientName)]
    [TestCase(InterconnClientFactory.CheckedHttpClientName)]
    public async Task L88_VersionsOfTls_AreSaidAndNotLeftToTheSystem(string name)
    {
        await using var partner = ScriptedPartner.Start(Ok);
        await using TestClient client = partner.Client();
        HttpMessageHandler handler = client.Services.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(name);
        var sockets = (SocketsHttpHandler)PrimaryHandler.Innermost(handler);
        Assert.That(sockets.SslOptions.EnabledSslProtocols, Is.EqualTo(SslProtocols.Tls12 | SslProtocols.Tls13));
    }

    [Test]
    public async Task L88_WhatLeavesFirst_OffersNoVersionBelow12()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = new Uri($"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        await using var partner = ScriptedPartner.Start(Ok);
        await using TestClient client = partner.Client();
        Task call = client.Services.GetRequiredService<InterconnClientFactory>().Create(TestNode.HolderId, address).Nodes.CheckHealthAsync();
        byte[] hello;
        using (TcpClient tcp = await listener.AcceptTcpClientAsync())
        {
            byte[] header = new byte[5];
            await tcp.GetStream().ReadExactlyAsync(header);
            hello = new byte[BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(3))];
            await tcp.GetStream().ReadExactlyAsync(hello);
        }

        Assert.That(async () => await call, Throws.InstanceOf<InterconnTransportException>());
        Assert.That(VersionsIn(hello), Is.Not.Empty.And.SubsetOf(new[] { Tls12, Tls13 }));
        Assert.That(listener.Pending(), Is.False, "No second attempt with less.");
    }

    [TestCase("127.0.0.1", -1, 1, true)]
    [TestCase("127.0.0.2", -1, 1, false)]
    [TestCase("partner.example", -1, 1, false)]
    [TestCase("127.0.0.1", -3, -1, false)]
    [TestCase("127.0.0.1", 1, 3, false)]
    public async Task L90_CertificateOfAnotherHostOrOfAnotherTime_IsATransportExceptionAndNothingLeaves(string name, int fromDays, int untilDays, bool isTaken)
    {
        using X509Certificate2 certificate = TestTls.Server(name, fromDays, untilDays);
        await using var partner = ScriptedPartner.Start(_ => Ok, certificate);
        await using TestClient client = partner.Client(
            build: builder => builder.HttpClient.ConfigurePrimaryHttpMessageHandler(() => TestTls.Trusting(certificate)));
        Assert.That(() => client.Api.Nodes.CheckHealthAsync(), isTaken ? Throws.Nothing : Throws.InstanceOf<InterconnTransportException>());
        Assert.That(partner.Requests, Has.Count.EqualTo(isTaken ? 1 : 0));
        Assert.That(partner.Connections, Is.EqualTo(1), "No second attempt, with TLS or without.");
    }

    // Whatever such a callback does, it stands where the framework's own check should.
    [Test]
    public void L88_NothingOfTheSdk_CanPutTheCheckOfACertificateAside()
    {
        string[] forbidden =
        [
            "set_ServerCertificateCustomValidationCallback", "get_DangerousAcceptAnyServerCertificateValidator", "set_RemoteCertificateValidationCallback",
            "set_ServerCertificateValidationCallback", "RemoteCertificateValidationCallback", "set_CertificateChainPolicy",
        ];
        string[] files =
        [
            .. Directory.GetFiles(AppContext.BaseDirectory, "Interconn.Sdk*.dll").Where(file => !Path.GetFileName(file).Contains("Test", StringComparison.Ordinal)),
        ];
        Assert.That(files.Select(Path.GetFileName), Does.Contain("Interconn.Sdk.dll"));
        foreach (string file in files)
        {
            using var content = new PEReader(File.OpenRead(file));
            MetadataReader reader = content.GetMetadataReader();
            IEnumerable<string> used = reader.MemberReferences.Select(each => reader.GetString(reader.GetMemberReference(each).Name))
                .Concat(reader.TypeReferences.Select(each => reader.GetString(reader.GetTypeReference(each).Name)));
            Assert.That(used.Intersect(forbidden), Is.Empty, file);
        }
    }

    // RFC 8446, section 4.1.2: type and length, version, random, session id, cipher suites, compression methods, extensions.
    private static List<int> VersionsIn(ReadOnlySpan<byte> hello)
    {
        var versions = new List<int>();
        int at = 4 + 2 + 32;
        at += 1 + hello[at];
        at += 2 + BinaryPrimitives.ReadUInt16BigEndian(hello[at..]);
        at += 1 + hello[at];
        int end = at + 2 + BinaryPrimitives.ReadUInt16BigEndian(hello[at..]);
        for (at += 2; at < end;)
        {
            int type = BinaryPrimitives.ReadUInt16BigEndian(hello[at..]);
            int length = BinaryPrimitives.ReadUInt16BigEndian(hello[(at + 2)..]);
            for (int i = 1; type == SupportedVersions && i < length; i += 2)
            {
                versions.Add(BinaryPrimitives.ReadUInt16BigEndian(hello[(at + 4 + i)..]));
            }

            at += 4 + length;
        }

        return versions;
    }
}
