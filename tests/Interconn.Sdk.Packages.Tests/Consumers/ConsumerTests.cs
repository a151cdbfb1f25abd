using Interconn.Sdk.Docs.Tests.Documents;
using Interconn.Sdk.Docs.Tests.QuickStart;

namespace Interconn.Sdk.Packages.Tests.Consumers;

/// <summary>What a user does first: add a package, paste the README's program, build, run.</summary>
[TestFixture]
public sealed class ConsumerTests
{
    private const string ConsoleSdk = "Microsoft.NET.Sdk";
    private const string WebSdk = "Microsoft.NET.Sdk.Web";
    private const string ClientPackage = "Interconn.Sdk";
    private const string ServerPackage = "Interconn.Sdk.AspNetCore";
    private const string NodeWithStore =
        """
        using Interconn.Sdk.Node.Catalogs;
        using Interconn.Sdk.Datasets;
        using Interconn.Sdk.Protocol;
        using Interconn.Sdk.Signing;

        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddInterconn(options =>
        {
            options.Node.NodeId = "LX0000010000280";
            options.Node.InstId = "LX01";
            options.Node.Address = new Uri("https://node.example.com");
            options.SigningKey = SigningKey.Generate(SignatureAlgorithmIds.Sha256Ecdsa);
        }).AddNode().AddDatasetCatalog<NoDatasets>();
        builder.Services.AddInterconnSqliteStores("Data Source=node.db", options => options.MigrateAtStart = true);
        var app = builder.Build();
        app.MapInterconn();
        app.Run();

        sealed class NoDatasets : IDatasetCatalog
        {
            public ValueTask<Page<DatasetSummary>> ListPublicAsync(PageWindow window, InterconnContext context, CancellationToken cancellationToken) =>
                ValueTask.FromResult(window.Cut(Array.Empty<DatasetSummary>()));

            public ValueTask<CatalogDataset?> FindAsync(string datasetId, InterconnContext context, CancellationToken cancellationToken) =>
                ValueTask.FromResult<CatalogDataset?>(null);
        }
        """;

    private Consumer consumer = null!;

    private static MarkdownDocument Readme => Repository.Document("README.md");

    [OneTimeSetUp]
    public void MakeConsumer() => consumer = new Consumer();

    [OneTimeTearDown]
    public void RemoveConsumer() => consumer.Dispose();

    [Test]
    public async Task QuickStarts_BuiltFromThePackages_TalkToEachOther()
    {
        string runtime = "";

        (string output, string errors) = await QuickStartRun.RunAsync(Readme, BuildClientAsync, BuildServerAsync);

        Assert.Multiple(() =>
        {
            Assert.That(output, Is.EqualTo($"d-01 Customers{Environment.NewLine}"));
            Assert.That(errors, Is.Empty);
            Assert.That(runtime, Does.Contain("Microsoft.NETCore.App").And.Not.Contain("Microsoft.AspNetCore.App"), "a console client needs no web server");
            Assert.That(File.ReadAllBytes(consumer.Restored(ClientPackage)), Is.EqualTo(File.ReadAllBytes(PackageFolder.File(ClientPackage))), "the packed file was restored");
            Assert.That(File.ReadAllBytes(consumer.Restored(ServerPackage)), Is.EqualTo(File.ReadAllBytes(PackageFolder.File(ServerPackage))), "the packed file was restored");
        });

        async Task<QuickStartProgram> BuildClientAsync(CodeBlock program)
        {
            QuickStartProgram client = await consumer.BuildAsync(ConsoleSdk, program.Text, ClientPackage);
            runtime = await File.ReadAllTextAsync(client.PathOf(Consumer.RuntimeConfiguration));
            return client;
        }
    }

    [Test]
    public async Task ClientQuickStart_Trimmed_WarnsOfNothingAndStillTalks()
    {
        (string output, string errors) = await QuickStartRun.RunAsync(Readme, PublishClientAsync, BuildServerAsync);

        Assert.Multiple(() =>
        {
            Assert.That(output, Is.EqualTo($"d-01 Customers{Environment.NewLine}"));
            Assert.That(errors, Is.Empty);
        });

        async Task<QuickStartProgram> PublishClientAsync(CodeBlock program)
        {
            QuickStartProgram? client = await consumer.PublishTrimmedAsync(ConsoleSdk, program.Text, ClientPackage);
            if (client is null)
            {
                Assert.Ignore("No source of this machine serves the runtime pack and the linker.");
            }

            return client;
        }
    }

    [Test]
    public async Task Node_WithASqliteStoreFromThePackages_StartsAndMakesItsFile()
    {
        await using QuickStartProgram node = await consumer.BuildAsync(WebSdk, NodeWithStore, "Interconn.Sdk.Node", "Interconn.Sdk.Sqlite");

        node.Start("--urls", "http://127.0.0.1:0");
        await node.HearAsync("Now listening on: ");

        Assert.That(File.Exists(node.PathOf("node.db")), Is.True);
    }

    private Task<QuickStartProgram> BuildServerAsync(CodeBlock program) => consumer.BuildAsync(WebSdk, program.Text, ServerPackage);
}
