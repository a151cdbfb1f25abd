using System.Reflection.Metadata;
using System.Text;
using Interconn.Sdk.Docs.Tests.Documents;

namespace Interconn.Sdk.Packages.Tests.Contents;

[TestFixture]
public sealed class PackageContentTests
{
    private static readonly byte[] PngSignature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    private static IEnumerable<string> Names => PackageFolder.Names;

    [Test]
    public void Packages_InTheFolder_AreThoseOfTheSources()
    {
        Assert.That(
            Directory.EnumerateFiles(PackageFolder.Path, "*.nupkg").Select(Path.GetFileName),
            Is.EquivalentTo(Names.Select(name => $"{name}.{PackageFolder.Version}.nupkg")));
    }

    [TestCaseSource(nameof(Names))]
    public void Package_Opened_HasItsOwnReadmeIconLicenceAndDocumentation(string name)
    {
        using var package = new PackedFile(PackageFolder.File(name));
        string readme = Repository.Documents.Single(document => document.Name.EndsWith($"/{name}/README.md", StringComparison.Ordinal)).Name;

        Assert.Multiple(() =>
        {
            Assert.That(package.Says("readme"), Is.EqualTo("README.md"));
            Assert.That(package.Read("README.md"), Is.EqualTo(File.ReadAllBytes(Path.Combine(Repository.Root, readme))));
            Assert.That(package.Says("icon"), Is.EqualTo("icon.png"));
            Assert.That(package.Read("icon.png").Take(PngSignature.Length), Is.EqualTo(PngSignature));
            Assert.That(package.Says("license"), Is.EqualTo("Apache-2.0"));
            Assert.That(package.Says("description"), Has.Length.GreaterThan(50).And.Not.EqualTo("Package Description"));
            Assert.That(package.Says("tags"), Does.Contain("interconn"));
            Assert.That(package.EntryNames, Does.Contain($"lib/net10.0/{name}.dll").And.Contain($"lib/net10.0/{name}.xml"));
            Assert.That(package.OwnVersions.Distinct(), Is.SubsetOf(new[] { $"[{PackageFolder.Version}]" }));
        });
    }

    // A packed README is read where the repository is not beside it.
    [TestCaseSource(nameof(Names))]
    public void Readme_Packed_LinksNowhereRelative(string name)
    {
        using var package = new PackedFile(PackageFolder.File(name));

        Assert.That(Encoding.UTF8.GetString(package.Read("README.md")), Does.Not.Match(@"\]\((?!https://)"));
    }

    [TestCaseSource(nameof(Names))]
    public void Symbols_BesideThePackage_AreForItsAssembly(string name)
    {
        using var symbols = new PackedFile(PackageFolder.File(name, ".snupkg"));

        Assert.That(symbols.EntryNames, Does.Contain($"lib/net10.0/{name}.pdb"));
    }

    // They would tell of the machine that built it, and make two builds of one source differ.
    [TestCaseSource(nameof(Names))]
    public void Package_BuiltWhereTheSourcesLie_NamesNoFolderOfTheBuild(string name)
    {
        using var package = new PackedFile(PackageFolder.File(name));
        using var symbols = new PackedFile(PackageFolder.File(name, ".snupkg"));
        byte[] folder = Encoding.UTF8.GetBytes(Repository.Root);

        Assert.Multiple(() =>
        {
            Assert.That(package.Read($"lib/net10.0/{name}.dll").AsSpan().IndexOf(folder), Is.Negative, "the assembly");
            Assert.That(Sources(symbols.Read($"lib/net10.0/{name}.pdb")), Is.Not.Empty.And.All.StartsWith("/_/"), "the symbols");
            Assert.That(package.Read($"lib/net10.0/{name}.xml").AsSpan().IndexOf(folder), Is.Negative, "the documentation");
        });
    }

    private static List<string> Sources(byte[] symbols)
    {
        using var provider = MetadataReaderProvider.FromPortablePdbImage([.. symbols]);
        MetadataReader reader = provider.GetMetadataReader();
        return [.. reader.Documents.Select(handle => reader.GetString(reader.GetDocument(handle).Name))];
    }
}
