namespace Interconn.Sdk.Packages.Tests;

/// <summary>The packed files. They are made by <c>dotnet pack</c>, after the build that the other tests belong to, so that these tests are skipped unless told where they lie.</summary>
internal static class PackageFolder
{
    private const string Variable = "INTERCONN_TEST_PACKAGES";

    public static string Path
    {
        get
        {
            string? folder = Environment.GetEnvironmentVariable(Variable);
            if (string.IsNullOrEmpty(folder))
            {
                Assert.Ignore($"{Variable} does not name the folder of the packed files: CI=true dotnet pack Interconn.Sdk.sln --configuration Release --output FOLDER");
            }

            return System.IO.Path.GetFullPath(folder);
        }
    }

    /// <summary>The names of the packages that the sources make, without what is built on request alone.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Directory.EnumerateFiles(System.IO.Path.Combine(Docs.Tests.Documents.Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Select(project => System.IO.Path.GetFileNameWithoutExtension(project))
            .Where(name => name != "Interconn.Sdk.Refit")
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The version of all of them: each of these packages depends on the exact version of the others.</summary>
    public static string Version => System.IO.Path.GetFileNameWithoutExtension(File("Interconn.Sdk.AspNetCore"))["Interconn.Sdk.AspNetCore.".Length..];

    /// <summary>The one file of this package, of whatever version.</summary>
    public static string File(string name, string extension = ".nupkg")
    {
        string[] files = [.. Directory.EnumerateFiles(Path, $"{name}.*{extension}").Where(file => char.IsAsciiDigit(System.IO.Path.GetFileName(file)[name.Length + 1]))];
        Assert.That(files, Has.Length.EqualTo(1), $"files of {name} with {extension}");
        return files[0];
    }
}
