using System.Text;
using System.Text.Json;
using Interconn.Sdk.Docs.Tests.Documents;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Signing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Interconn.Sdk.Docs.Tests.QuickStart;

[TestFixture]
public sealed class ConfigurationTests
{
    private static IEnumerable<CodeBlock> JsonBlocks => Repository.Documents.SelectMany(document => document.BlocksIn("json"));

    private static IEnumerable<CodeBlock> Configurations => JsonBlocks.Where(block => block.Text.Contains($"\"{InterconnOptions.SectionName}\"", StringComparison.Ordinal));

    [TestCaseSource(nameof(JsonBlocks))]
    public void JsonBlock_Read_IsJson(CodeBlock block)
    {
        Assert.That(() => JsonDocument.Parse(block.Text).Dispose(), Throws.Nothing);
    }

    [TestCaseSource(nameof(Configurations))]
    public void Configuration_Bound_NamesOnlySettingsAndHolds(CodeBlock block)
    {
        IConfiguration section = new ConfigurationBuilder()
            .AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(block.Text)))
            .Build()
            .GetSection(InterconnOptions.SectionName);

        // The key file is the reader's; a key of the test's own takes its place once the binding has been seen.
        using SigningKey key = SigningKey.Generate(SignatureAlgorithmIds.Sha256Ecdsa);
        var services = new ServiceCollection();
        services.AddInterconn(section, options =>
        {
            Assert.That(options.KeyFile, Is.Not.Empty);
            options.KeyFile = null;
            options.SigningKey = key;
        });
        using ServiceProvider provider = services.BuildServiceProvider();

        Assert.That(() => section.Get<InterconnOptions>(binder => binder.ErrorOnUnknownConfiguration = true), Throws.Nothing);
        InterconnOptions bound = provider.GetRequiredService<IOptions<InterconnOptions>>().Value;
        Assert.That(bound.Partners, Has.Count.EqualTo(1));
    }
}
