using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace Interconn.Sdk.Docs.Tests.QuickStart;

/// <summary>Builds a program from a compilation, with the assemblies of this repository beside it.</summary>
internal static class SnippetProgram
{
    private const string Name = "Program";

    public static QuickStartProgram Build(CSharpCompilation program)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("interconn-quick-start");
        EmitResult result = program.Emit(Path.Combine(folder.FullName, Name + ".dll"));
        Assert.That(result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error), Is.Empty);
        string tests = typeof(SnippetProgram).Assembly.GetName().Name!;
        File.Copy(Path.Combine(AppContext.BaseDirectory, tests + ".runtimeconfig.json"), Path.Combine(folder.FullName, Name + ".runtimeconfig.json"));
        foreach (string package in Directory.EnumerateFiles(AppContext.BaseDirectory, "Interconn.Sdk*.dll"))
        {
            File.Copy(package, Path.Combine(folder.FullName, Path.GetFileName(package)));
        }

        return new QuickStartProgram(folder, Name + ".dll");
    }
}
