using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Interconn.Sdk.Load.Tests;

/// <summary>D83: no input can make a regular expression backtrack, since there is none.</summary>
public sealed class RegularExpressionTests
{
    [Test]
    public void D83_Packages_UseNoRegularExpressions()
    {
        string[] packages = [.. Directory.EnumerateFiles(AppContext.BaseDirectory, "Interconn.Sdk*.dll").Where(IsShipped)];
        Assert.That(packages.Select(Path.GetFileNameWithoutExtension), Is.SupersetOf(new[] { "Interconn.Sdk", "Interconn.Sdk.AspNetCore", "Interconn.Sdk.Node" }));
        foreach (string package in packages)
        {
            Assert.That(ReferencesOf(package), Has.None.EqualTo("System.Text.RegularExpressions"), package);
        }
    }

    private static bool IsShipped(string path) =>
        !path.EndsWith("Tests.dll", StringComparison.Ordinal) && !path.EndsWith("TestHosting.dll", StringComparison.Ordinal);

    private static List<string> ReferencesOf(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        MetadataReader metadata = file.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }
}
