using System.Security.Cryptography;
using Interconn.Sdk.Docs.Tests.Documents;

namespace Interconn.Sdk.Docs.Tests.QuickStart;

/// <summary>The first two programs of a README, run against each other. Nothing is changed in them but the partner's address; keys have the form that the README's openssl commands write.</summary>
internal static class QuickStartRun
{
    private const string PartnerAddress = "https://partner.example.com";
    private const string ListeningOn = "Now listening on: ";

    /// <summary>Runs both, as they are built for it, and gives back what the client printed.</summary>
    public static async Task<(string Output, string Errors)> RunAsync(
        MarkdownDocument document, Func<CodeBlock, Task<QuickStartProgram>> buildClient, Func<CodeBlock, Task<QuickStartProgram>> buildServer)
    {
        CodeBlock[] programs = [.. document.BlocksIn("csharp").Where(block => block.IsProgram)];
        Assert.That(programs, Has.Length.EqualTo(2), "a client, then a server");
        await using QuickStartProgram server = await buildServer(programs[1]);
        using var serverKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var clientKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await File.WriteAllTextAsync(server.PathOf("appsettings.json"), document.BlocksIn("json").First().Text);
        await File.WriteAllTextAsync(server.PathOf("node.pem"), serverKey.ExportECPrivateKeyPem());
        await File.WriteAllTextAsync(server.PathOf("bank.pub.pem"), clientKey.ExportSubjectPublicKeyInfoPem());

        server.Start("--urls", "http://127.0.0.1:0");
        string listening = await server.HearAsync(ListeningOn);

        string address = listening[(listening.IndexOf(ListeningOn, StringComparison.Ordinal) + ListeningOn.Length)..].Trim();
        await using QuickStartProgram client = await buildClient(programs[0] with { Text = programs[0].Text.Replace(PartnerAddress, address, StringComparison.Ordinal) });
        await File.WriteAllTextAsync(client.PathOf("node.pem"), clientKey.ExportECPrivateKeyPem());
        client.Start();
        return await client.EndAsync();
    }
}
