namespace Interconn.Sdk.Docs.Tests.Documents;

/// <summary>The documents that are held against the code, read where they lie.</summary>
public static class Repository
{
    private static readonly string[] Folders = ["docs", "samples", "src"];

    public static string Root { get; } = FindRoot();

    /// <summary>Every document with words for users: at the root and under docs; under samples and src the READMEs.</summary>
    public static IReadOnlyList<MarkdownDocument> Documents { get; } =
    [
        .. Directory.EnumerateFiles(Root, "*.md")
            .Concat(Folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.md", SearchOption.AllDirectories)))
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(name => !name.Contains("/bin/", StringComparison.Ordinal) && !name.Contains("/obj/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => new MarkdownDocument(name, File.ReadAllText(Path.Combine(Root, name)))),
    ];

    public static MarkdownDocument Document(string name) => Documents.Single(document => document.Name == name);

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Interconn.Sdk.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests of the documents run below the folder of Interconn.Sdk.sln.");
    }
}
