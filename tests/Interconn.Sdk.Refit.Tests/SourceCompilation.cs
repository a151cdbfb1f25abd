using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Interconn.Sdk.Refit.Tests;

/// <summary>Compiles the package's sources as its project does, but against the declarations in this assembly.</summary>
internal static class SourceCompilation
{
    // What the project file has from ImplicitUsings.
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    /// <summary>Compiles and loads them. Fails the test with the compiler's messages where they do not compile without a warning.</summary>
    public static Assembly Load()
    {
        CSharpCompilation compilation = Create("Interconn.Sdk.Refit", OutputKind.DynamicallyLinkedLibrary, Sources());
        using var image = new MemoryStream();
        Assert.That(Faults(compilation.Emit(image).Diagnostics), Is.Empty);
        image.Position = 0;
        return AssemblyLoadContext.GetLoadContext(typeof(SourceCompilation).Assembly)!.LoadFromStream(image);
    }

    /// <summary>What the compiler says of a program that uses the package.</summary>
    public static IEnumerable<string> FaultsOfProgram(string program)
    {
        CSharpCompilation package = Create("Interconn.Sdk.Refit", OutputKind.DynamicallyLinkedLibrary, Sources());
        return Faults(Create("Program", OutputKind.ConsoleApplication, [CSharpSyntaxTree.ParseText(ImplicitUsings), CSharpSyntaxTree.ParseText(program)])
            .AddReferences(package.ToMetadataReference())
            .GetDiagnostics());
    }

    private static CSharpCompilation Create(string name, OutputKind kind, IEnumerable<SyntaxTree> sources) => CSharpCompilation.Create(
        name,
        sources,
        References(),
        new CSharpCompilationOptions(kind, nullableContextOptions: NullableContextOptions.Enable, generalDiagnosticOption: ReportDiagnostic.Error));

    private static IEnumerable<string> Faults(IEnumerable<Diagnostic> diagnostics) => diagnostics
        .Where(diagnostic => diagnostic.Severity > DiagnosticSeverity.Info)
        .Select(diagnostic => diagnostic.ToString());

    private static IEnumerable<SyntaxTree> Sources()
    {
        // The documentation is compiled too: a summary that is missing or names what is not there is a warning in the project, and so an error.
        var parsing = new CSharpParseOptions(LanguageVersion.Latest, DocumentationMode.Diagnose);
        yield return CSharpSyntaxTree.ParseText(ImplicitUsings, parsing);
        foreach (string file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Sources"), "*.cs", SearchOption.AllDirectories))
        {
            using FileStream stream = File.OpenRead(file);
            yield return CSharpSyntaxTree.ParseText(SourceText.From(stream), parsing, file);
        }
    }

    private static IEnumerable<MetadataReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Append(typeof(SourceCompilation).Assembly.Location)
        .Distinct()
        .Select(file => MetadataReference.CreateFromFile(file));
}
