namespace Interconn.Sdk.OpenApi;

/// <summary>Where the document lies in the repository that this program was built in.</summary>
internal static class CommittedFile
{
    public const string Name = "interconn.openapi.json";

    private const string Solution = "Interconn.Sdk.sln";

    public static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Solution)))
            {
                return Path.Combine(folder.FullName, "docs", "openapi", Name);
            }
        }

        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds {Solution}. Say which file to write.");
    }
}
