using System.Diagnostics;

namespace Interconn.Sdk.Docs.Tests.QuickStart;

/// <summary>A built program of a document, run as a user runs it: in a folder of its own, with its files where it looks for them. The folder goes with it.</summary>
internal sealed class QuickStartProgram(DirectoryInfo folder, string file) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private Process? process;
    private Task<string>? errors;

    public string PathOf(string name) => Path.Combine(folder.FullName, name);

    public void Start(params string[] arguments)
    {
        bool needsRuntime = file.EndsWith(".dll", StringComparison.Ordinal);
        string host = Environment.ProcessPath is string own && Path.GetFileNameWithoutExtension(own) == "dotnet" ? own : "dotnet";
        var start = new ProcessStartInfo(needsRuntime ? host : PathOf(file), needsRuntime ? ["exec", PathOf(file), .. arguments] : arguments)
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
