using System.Text.RegularExpressions;

namespace Interconn.Sdk.Refit.Tests;

/// <summary>What only the compiler can say of the package's documents.</summary>
public sealed partial class SourceCompilationTests
{
    [Test]
    public void Readme_AsAProgram_Compiles()
    {
        string readme = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Sources", "README.md"));
        string[] programs = [.. CodeBlock().Matches(readme).Select(match => match.Groups[1].Value)];
        Assert.That(programs, Has.Length.EqualTo(1));
        Assert.That(SourceCompilation.FaultsOfProgram(programs[0]), Is.Empty);
    }

    [GeneratedRegex("```csharp\\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
