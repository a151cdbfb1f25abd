using System.Collections.Immutable;
using System.Text;
using Interconn.Sdk.Docs.Tests.Documents;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Interconn.Sdk.Docs.Tests.Snippets;

/// <summary>
/// Compiles what documents show, against the packages of this repository and ASP.NET. A block that begins with its own <c>using</c> is a whole program and gets nothing but
/// the implicit usings of its kind of project. Any other is a fragment: it also sees the SDK's namespaces, the variables and types of
/// <c>Surroundings</c> (those of <c>Everywhere.cs</c>, and of a file with the document's name, dots for slashes), and the types that other fragments of the same document declare.
/// </summary>
internal static class SnippetCompiler
{
    private const string SurroundingsFolder = "Surroundings";

    private static readonly string[] ConsoleUsings =
        ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks"];

    private static readonly string[] WebUsings =
    [
        .. ConsoleUsings, "System.Net.Http.Json", "Microsoft.AspNetCore.Builder", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Http",
        "Microsoft.AspNetCore.Routing", "Microsoft.Extensions.Configuration", "Microsoft.Extensions.DependencyInjection", "Microsoft.Extensions.Hosting",
        "Microsoft.Extensions.Logging",
    ];

    // A document shows how something is declared and lets the reader use it: what it leaves unused is no fault. CS1702 is off in every project of the SDK's kind.
    private static readonly string[] NoFaults = ["CS0168", "CS0169", "CS0219", "CS0414", "CS0649", "CS1702", "CS8019", "CS8321"];

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private static readonly string[] SdkNamespaces = [.. References.Select(reference => Path.GetFileNameWithoutExtension(reference.Display!))
        .Where(name => name.StartsWith("Interconn.Sdk", StringComparison.Ordinal) && !name.Contains("Test", StringComparison.Ordinal) || name == "Interconn.Sdk.Testing")
        .SelectMany(name => System.Reflection.Assembly.Load(name).GetExportedTypes())
        .Select(type => type.Namespace!)
        .Where(name => name.StartsWith("Interconn.Sdk", StringComparison.Ordinal))
        .Distinct()
        .Order(StringComparer.Ordinal)];

    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.Latest);

    /// <summary>Compiles a block. <paramref name="document"/> is the one that it stands in.</summary>
    public static CSharpCompilation Compile(MarkdownDocument document, CodeBlock block) =>
        block.IsProgram ? CompileProgram(block) : CompileFragment(document, block);

    /// <summary>What a user's build would complain of: every error, and every warning but those about unused things.</summary>
    public static IReadOnlyList<string> Complaints(CSharpCompilation compilation) =>
    [
        .. compilation.GetDiagnostics()
            .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && !NoFaults.Contains(diagnostic.Id))
            .Select(diagnostic => diagnostic.ToString()),
    ];

    private static CSharpCompilation CompileProgram(CodeBlock block)
    {
        bool isWeb = block.Text.Contains("WebApplication.", StringComparison.Ordinal);
        return Compilation(OutputKind.ConsoleApplication, [Usings(isWeb ? WebUsings : ConsoleUsings), Parse(Numbered(block, block.Text, 0))]);
    }

    private static CSharpCompilation CompileFragment(MarkdownDocument document, CodeBlock block)
    {
        var statements = new StringBuilder();
        var members = new StringBuilder();
        var types = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (CodeBlock other in document.BlocksIn(block.Language).Where(any => any != block && !any.IsProgram))
        {
            Sort(other, new StringBuilder(), new StringBuilder(), types);
        }

        Sort(block, statements, members, types);
        string code = statements + string.Concat(types.Values) + $"internal static class Members\n{{\n{members}}}\n";
        return Compilation(
            statements.Length > 0 ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
            [
                Usings([.. WebUsings, "Microsoft.EntityFrameworkCore", .. SdkNamespaces], "Surroundings"),
                Parse(Read("Everywhere.cs")),
                Parse(Read(document.Name.Replace('/', '.').Replace(".md", ".cs", StringComparison.Ordinal))),
                Parse(code),
            ]);
    }

    // Statements come first in C#, wherever a document has them, and a method with a modifier belongs to a class that the document does not show.
    private static void Sort(CodeBlock block, StringBuilder statements, StringBuilder members, Dictionary<string, string> types)
    {
        foreach (MemberDeclarationSyntax part in Parse(block.Text).GetCompilationUnitRoot().Members)
        {
            string text = Numbered(block, part.ToFullString(), part.GetLocation().GetLineSpan().StartLinePosition.Line - LeadingLines(part));
            switch (part)
            {
                case GlobalStatementSyntax { Statement: LocalFunctionStatementSyntax { Modifiers: [var first, ..] } } when first.IsKind(SyntaxKind.PublicKeyword):
                    members.Append(text.Replace("public async", "public static async", StringComparison.Ordinal));
                    break;
                case GlobalStatementSyntax:
                    statements.Append(text);
                    break;
                case BaseTypeDeclarationSyntax type:
                    types[type.Identifier.Text] = text;
                    break;
                default:
                    throw new InvalidOperationException($"{block}: a {part.Kind()} stands in no fragment. Make it a whole program, beginning with its usings.");
            }
        }
    }

    private static int LeadingLines(SyntaxNode part) => part.GetLeadingTrivia().ToFullString().Count(character => character == '\n');

    // So that a complaint names the line of the document.
    private static string Numbered(CodeBlock block, string text, int linesBefore) => $"\n#line {block.Line + linesBefore} \"{block.Document}\"\n{text}\n";

    private static string Read(string name)
    {
        string path = Path.Combine(AppContext.BaseDirectory, SurroundingsFolder, name);
        return File.Exists(path) ? File.ReadAllText(path) : "";
    }

    private static SyntaxTree Usings(IEnumerable<string> namespaces, string? type = null) => Parse(
        string.Concat(namespaces.Select(name => $"global using {name};\n")) + (type is null ? "" : $"global using static {type};\n"));

    private static SyntaxTree Parse(string text) => CSharpSyntaxTree.ParseText(text, Parsing);

    private static CSharpCompilation Compilation(OutputKind kind, IEnumerable<SyntaxTree> trees) => CSharpCompilation.Create(
        "Snippet", trees, References, new CSharpCompilationOptions(kind, nullableContextOptions: NullableContextOptions.Enable));
}
