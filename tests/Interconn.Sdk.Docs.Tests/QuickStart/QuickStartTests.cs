using System.Security.Cryptography;
using Interconn.Sdk.Docs.Tests.Documents;
using Interconn.Sdk.Docs.Tests.Snippets;

namespace Interconn.Sdk.Docs.Tests.QuickStart;

/// <summary>The first two programs of a README, run against each other. Nothing is changed in them but the partner's address; keys have the form that the README's openssl commands write.</summary>
[TestFixture]
public sealed class QuickStartTests
{
    private const string PartnerAddress = "https://partner.example.com";
    private const string ListeningOn = "Now listening on: ";

    [TestCase("README.md", "Customers")]
    [TestCase("README.zh-CN.md", "客户基本信息")]
    public async Task ClientQuickStart_AgainstTheServerQuickStart_ListsItsDatasets(string name, string dataset)
    {
        MarkdownDocument document = Repository.Document(name);
        CodeBlock[] programs = [.. document.BlocksIn("csharp").Where(SnippetCompiler.IsProgram)];
        Assert.That(programs, Has.Length.EqualTo(2), "a client, then a server");
        await using var server = new QuickStartProgram(SnippetCompiler.Compile(document, programs[1]));
        using var serverKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var clientKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await File.WriteAllTextAsync(server.PathOf("appsettings.json"), document.BlocksIn("json").First().Text);
        await File.WriteAllTextAsync(server.PathOf("node.pem"), serverKey.ExportECPrivateKeyPem());
        await File.WriteAllTextAsync(server.PathOf("bank.pub.pem"), clientKey.ExportSubjectPublicKeyInfoPem());

        server.Start("--urls", "http://127.0.0.1:0");
        string listening = await server.HearAsync(ListeningOn);

        string address = listening[(listening.IndexOf(ListeningOn, StringComparison.Ordinal) + ListeningOn.Length)..].Trim();
        CodeBlock atLoopback = programs[0] with { Text = programs[0].Text.Replace(PartnerAddress, address, StringComparison.Ordinal) };
        await using var client = new QuickStartProgram(SnippetCompiler.Compile(document, atLoopback));
        await File.WriteAllTextAsync(client.PathOf("node.pem"), clientKey.ExportECPrivateKeyPem());
        client.Start();
        (string output, string errors) = await client.EndAsync();

        Assert.Multiple(() =>
        {
            Assert.That(output, Is.EqualTo($"d-01 {dataset}{Environment.NewLine}"));
            Assert.That(errors, Is.Empty);
        });
    }
}
