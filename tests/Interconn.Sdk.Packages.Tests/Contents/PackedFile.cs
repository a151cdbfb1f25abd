using System.IO.Compression;
using System.Xml.Linq;

namespace Interconn.Sdk.Packages.Tests.Contents;

/// <summary>A package, opened: its entries and what its manifest says.</summary>
internal sealed class PackedFile : IDisposable
{
    private readonly ZipArchive archive;
    private readonly XElement metadata;

    public PackedFile(string path)
    {
        archive = ZipFile.OpenRead(path);
        using Stream manifest = archive.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        metadata = XDocument.Load(manifest).Root!.Elements().Single();
    }

    public IEnumerable<string> EntryNames => archive.Entries.Select(entry => entry.FullName);

    /// <summary>The packages and the frameworks that it depends on, in their order.</summary>
    public IEnumerable<string> Dependencies => metadata.Descendants()
        .Where(element => element.Name.LocalName is "dependency" or "frameworkReference")
        .Select(element => (string)(element.Attribute("id") ?? element.Attribute("name"))!)
        .Order(StringComparer.Ordinal);

    /// <summary>The version that it asks for of each package of this repository.</summary>
    public IEnumerable<string> OwnVersions => metadata.Descendants()
        .Where(element => element.Name.LocalName == "dependency" && ((string)element.Attribute("id")!).StartsWith("Interconn.Sdk", StringComparison.Ordinal))
        .Select(element => (string)element.Attribute("version")!);

    public string? Says(string element) => (string?)metadata.Elements().FirstOrDefault(any => any.Name.LocalName == element);

    public byte[] Read(string name)
    {
        using Stream stream = archive.GetEntry(name)?.Open() ?? throw new InvalidOperationException($"There is no {name} in it.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    public void Dispose() => archive.Dispose();
}
