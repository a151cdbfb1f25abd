using System.Text;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Partners;
using Interconn.Sdk.Signing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Interconn.Sdk.Tests.Hosting;

/// <summary>Every setting can be written in configuration: the binder is generated, and what it cannot set it passes over in silence.</summary>
public sealed class ConfigurationBindingTests
{
    private const string Json =
        """
        {
          "Interconn": {
            "Node": {
              "NodeId": "JG0100001100000000", "InstId": "JG01", "Institution": "Bank", "Name": "Node A", "Description": "First",
              "System": "fate", "SystemVersion": "2.1", "Address": "https://node.example:8443/gw"
            },
            "KeyFile": "node.pem", "KeyPassword": "secret",
            "RootCertificateFiles": [ "one.pem", "two.pem" ],
            "IntermediateCertificateFiles": [ "between.pem" ],
            "RevocationListFiles": [ "one.crl" ],
            "AcceptOutdatedRevocationLists": true,
            "TimestampTolerance": "00:02:00", "MaxPageSize": 77, "MaxRequestBody": 2048, "MaxAnswer": 4096,
            "CallTimeout": "00:00:07", "HandlerTimeout": "00:00:08", "StoreTimeout": "00:00:09", "AllowPlainHttp": true,
            "AllowedOrigins": [ "https://console.example" ], "NodeQueryDemandsContract": true,
            "MaxFailuresPerMinute": 5, "MaxUnsignedCallsPerMinute": 6, "MaxNoncesPerPartner": 9, "Replicas": 3,
            "EgressProxy": { "Address": "http://proxy.example:3128", "UserName": "node", "Password": "word" },
            "ClientCertificate": { "File": "client.pem", "KeyFile": "client.key", "KeyPassword": "secret" },
            "OfferedAddresses": { "PrivateNetworks": [ "10.20.0.0/16" ], "Ports": [ 9443, 0 ] },
            "Partners": [
              {
                "NodeId": "LX0000010000280", "Address": "https://partner.example", "InstId": "LX01", "ContractId": "c-01",
                "AuthType": "SHA256_ECDSA", "Credential": "pem", "CredentialFile": "partner.pem", "PinnedFingerprint": "ab",
                "ClientCertificate": { "File": "other.pem", "KeyFile": "other.key" }, "RequireClientCertificate": true, "ClientCertificateFingerprint": "cd",
                "ApprovedAt": "2026-01-02T03:04:05Z", "ExpiredTime": "2027-01-02T03:04:05+08:00",
                "Compatibility": {
                  "TimestampInSeconds": true, "Code200IsSuccess": true, "MessageForMsg": true, "EmptyListWithoutData": true,
                  "AnswerWithHttp200": true, "SignatureEncoding": "FixedWidth"
                }
              },
              { "NodeId": "second" }
            ]
          }
        }
        """;

    // What configuration cannot hold: keys that live elsewhere.
    private static readonly string[] FromCodeOnly = [nameof(InterconnOptions.SigningKey), nameof(InterconnOptions.PermitKey)];

    [Test]
    public void AddInterconn_EverySettingInJson_IsBound()
    {
        InterconnOptions options = Bind(Json);
        Assert.Multiple(() =>
        {
            Assert.That(options.Node.NodeId, Is.EqualTo("JG0100001100000000"));
            Assert.That(options.Node.InstId, Is.EqualTo("JG01"));
            Assert.That(options.Node.Institution, Is.EqualTo("Bank"));
            Assert.That(options.Node.Name, Is.EqualTo("Node A"));
            Assert.That(options.Node.Description, Is.EqualTo("First"));
            Assert.That(options.Node.System, Is.EqualTo("fate"));
            Assert.That(options.Node.SystemVersion, Is.EqualTo("2.1"));
            Assert.That(options.Node.Address, Is.EqualTo(new Uri("https://node.example:8443/gw")));
            Assert.That(options.KeyFile, Is.EqualTo("node.pem"));
            Assert.That(options.KeyPassword, Is.EqualTo("secret"));
            Assert.That(options.RootCertificateFiles, Is.EqualTo(["one.pem", "two.pem"]));
            Assert.That(options.IntermediateCertificateFiles, Is.EqualTo(["between.pem"]));
            Assert.That(options.RevocationListFiles, Is.EqualTo(["one.crl"]));
            Assert.That(options.AcceptOutdatedRevocationLists, Is.True);
            Assert.That(options.TimestampTolerance, Is.EqualTo(TimeSpan.FromMinutes(2)));
            Assert.That(options.MaxPageSize, Is.EqualTo(77));
            Assert.That(options.MaxRequestBody, Is.EqualTo(2048));
            Assert.That(options.MaxAnswer, Is.EqualTo(4096));
            Assert.That(options.CallTimeout, Is.EqualTo(TimeSpan.FromSeconds(7)));
            Assert.That(options.HandlerTimeout, Is.EqualTo(TimeSpan.FromSeconds(8)));
            Assert.That(options.StoreTimeout, Is.EqualTo(TimeSpan.FromSeconds(9)));
            Assert.That(options.AllowPlainHttp, Is.True);
            Assert.That(options.AllowedOrigins, Is.EqualTo(["https://console.example"]));
            Assert.That(options.NodeQueryDemandsContract, Is.True);
            Assert.That(options.MaxFailuresPerMinute, Is.EqualTo(5));
            Assert.That(options.MaxUnsignedCallsPerMinute, Is.EqualTo(6));
            Assert.That(options.MaxNoncesPerPartner, Is.EqualTo(9));
            Assert.That(options.Replicas, Is.EqualTo(3));
            Assert.That(options.EgressProxy!.Address, Is.EqualTo(new Uri("http://proxy.example:3128")));
            Assert.That((options.EgressProxy.UserName, options.EgressProxy.Password), Is.EqualTo(("node", "word")));
            Assert.That(options.ClientCertificate!.File, Is.EqualTo("client.pem"));
            Assert.That((options.ClientCertificate.KeyFile, options.ClientCertificate.KeyPassword), Is.EqualTo(("client.key", "secret")));
            Assert.That(options.OfferedAddresses.PrivateNetworks, Is.EqualTo(["10.20.0.0/16"]));
            Assert.That(options.OfferedAddresses.Ports, Is.EqualTo([9443, 0]));
            Assert.That(options.Partners.Select(partner => partner.NodeId), Is.EqualTo(["LX0000010000280", "second"]));
        });
    }

    [Test]
    public void AddInterconn_EverySettingOfAPartner_IsBound()
    {
        PartnerOptions partner = Bind(Json).Partners[0];
        Assert.Multiple(() =>
        {
            Assert.That(partner.Address, Is.EqualTo(new Uri("https://partner.example")));
            Assert.That(partner.InstId, Is.EqualTo("LX01"));
            Assert.That(partner.ContractId, Is.EqualTo("c-01"));
            Assert.That(partner.AuthType, Is.EqualTo("SHA256_ECDSA"));
            Assert.That(partner.Credential, Is.EqualTo("pem"));
            Assert.That(partner.CredentialFile, Is.EqualTo("partner.pem"));
            Assert.That(partner.PinnedFingerprint, Is.EqualTo("ab"));
            Assert.That((partner.ClientCertificate!.File, partner.ClientCertificate.KeyFile), Is.EqualTo(("other.pem", "other.key")));
            Assert.That((partner.RequireClientCertificate, partner.ClientCertificateFingerprint), Is.EqualTo((true, "cd")));
            Assert.That(partner.ApprovedAt, Is.EqualTo(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)));
            Assert.That(partner.ExpiredTime, Is.EqualTo(new DateTimeOffset(2027, 1, 2, 3, 4, 5, TimeSpan.FromHours(8))));
            Assert.That(partner.Compatibility, Is.EqualTo(new PartnerCompatibility
            {
                TimestampInSeconds = true,
                Code200IsSuccess = true,
                MessageForMsg = true,
                EmptyListWithoutData = true,
                AnswerWithHttp200 = true,
                SignatureEncoding = SignatureEncoding.FixedWidth,
            }));
        });
    }

    [Test]
    public void AddInterconn_WithoutProxyAndCertificate_HasNone()
    {
        InterconnOptions options = Bind("""{"Interconn":{"Partners":[{"NodeId":"p"}]}}""");
        Assert.That(new object?[] { options.EgressProxy, options.ClientCertificate, options.Partners[0].ClientCertificate }, Is.All.Null);
    }

    [Test]
    public void AddInterconn_PartnerWithoutCompatibility_KeepsToTheStandard()
    {
        PartnerOptions partner = Bind(Json).Partners[1];
        Assert.That(partner.Compatibility, Is.Null);
        Assert.That(partner.AuthType, Is.EqualTo(AuthTypes.PublicKey));
    }

    [Test]
    public void AddInterconn_OneFlagOfCompatibility_LeavesTheOthersAtTheirDefaults() => Assert.That(
        Bind("""{"Interconn":{"Partners":[{"NodeId":"p","Compatibility":{"MessageForMsg":true}}]}}""").Partners[0].Compatibility,
        Is.EqualTo(PartnerCompatibility.Standard with { MessageForMsg = true }));

    // A setting that is added and forgotten here would be bound, or not, unseen.
    [Test]
    public void Json_OfTheseTests_NamesEverySetting()
    {
        Type[] settings =
        [
            typeof(InterconnOptions), typeof(NodeIdentity), typeof(OfferedAddressOptions), typeof(EgressProxyOptions), typeof(ClientCertificateOptions),
            typeof(PartnerOptions), typeof(PartnerCompatibility),
        ];
        IEnumerable<string> names = settings
            .SelectMany(type => type.GetProperties(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Instance))
            .Select(property => property.Name)
            .Except(FromCodeOnly);
        Assert.That(names.Where(name => !Json.Contains($"\"{name}\":", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void AddInterconn_ConfigurationAndCode_CodeHasTheLastWord()
    {
        InterconnOptions options = Bind(Json, given => given.MaxPageSize = 5);
        Assert.That(options.MaxPageSize, Is.EqualTo(5));
        Assert.That(options.MaxRequestBody, Is.EqualTo(2048));
    }

    private static InterconnOptions Bind(string json, Action<InterconnOptions>? configure = null)
    {
        IConfigurationRoot configuration = new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build();
        var services = new ServiceCollection();
        IConfigurationSection section = configuration.GetSection(InterconnOptions.SectionName);
        _ = configure is null ? services.AddInterconn(section) : services.AddInterconn(section, configure);
        // Only what was bound matters here, not whether it holds.
        services.Remove(services.Single(service => service.ServiceType == typeof(IValidateOptions<InterconnOptions>)));
        using ServiceProvider provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptions<InterconnOptions>>().Value;
    }
}
