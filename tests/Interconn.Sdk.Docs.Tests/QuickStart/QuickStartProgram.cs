using System.Diagnostics;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace Interconn.Sdk.Docs.Tests.QuickStart;

/// <summary>A program of a document, built into a folder of its own and run there as a user runs it: with the packages beside it, and its files where it looks for them.</summary>
internal sealed class QuickStartProgram : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("interconn-quick-start");
    private Process? process;
    private Task<string>? errors;

    public QuickStartProgram(CSharpCompilation program)
    {
        EmitResult result = program.Emit(Path.Combine(folder.FullName, "Program.dll"));
        Assert.That(result.Diagnostics.Where(diagnostic => diagnostic.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error), Is.Empty);
        string tests = typeof(QuickStartProgram).Assembly.GetName().Name!;
        File.Copy(Path.Combine(AppContext.BaseDirectory, tests + ".runtimeconfig.json"), PathOf("Program.runtimeconfig.json"));
        foreach (string package in Directory.EnumerateFiles(AppContext.BaseDirectory, "Interconn.Sdk*.dll"))
        {
            File.Copy(package, PathOf(Path.GetFileName(package)));
        }
    }

    public string PathOf(string name) => Path.Combine(folder.FullName, name);

    public void Start(params string[] arguments)
    {
        string host = Environment.ProcessPath is string own && Path.GetFileNameWithoutExtension(own) == "dotnet" ? own : "dotnet";
        var start = new ProcessStartInfo(host, ["exec", PathOf("Program.dll"), .. arguments])
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("ASPNETCORE_URLS");
        start.Environment["DOTNET_ENVIRONMENT"] = "Production";
        process = Process.Start(start)!;
        errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>The first line from here on that has this text. A program that ends before it says why.</summary>
    public async Task<string> HearAsync(string text)
    {
        using var limit = new CancellationTokenSource(Patience);
        string? line;
        do
        {
            line = await process!.StandardOutput.ReadLineAsync(limit.Token);
        }
        while (line is not null && !line.Contains(text, StringComparison.Ordinal));

        return line ?? throw new InvalidOperationException($"The program has ended. {await errors!}");
    }

    /// <summary>Waits for its end, and gives back what it printed.</summary>
    public async Task<(string Output, string Errors)> EndAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        string output = await process!.StandardOutput.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return (output, await errors!);
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process?.Dispose();
        folder.Delete(recursive: true);
    }
}
