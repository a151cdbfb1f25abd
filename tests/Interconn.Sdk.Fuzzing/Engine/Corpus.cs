namespace Interconn.Sdk.Fuzzing.Engine;

/// <summary>The inputs that are kept: where mutation starts, and what was once found.</summary>
internal static class Corpus
{
    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "Corpus");

    /// <summary>Name and bytes of the inputs of a target, in the order of their names.</summary>
    public static IReadOnlyList<(string Name, byte[] Bytes)> Of(string target) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Root, target), "*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(path => (Path.GetRelativePath(Root, path), File.ReadAllBytes(path))),
    ];

    /// <summary>One text of the corpus.</summary>
    public static string Text(params string[] path) => File.ReadAllText(Path.Combine([Root, .. path]));
}
