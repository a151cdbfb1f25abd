using System.Diagnostics;
using System.Text.Json;

namespace Interconn.Sdk.TestHosting;

/// <summary>A process that runs an assembly in another role, and is spoken to by lines. It ends with its standard input.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process process;

    private ChildProcess(Process process) => this.process = process;

    /// <summary>Starts it; <paramref name="program"/> is any type of the assembly.</summary>
    public static ChildProcess Start(Type program, string role)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is string host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add(program.Assembly.Location);
        start.ArgumentList.Add(role);
        start.Environment.Remove("ASPNETCORE_URLS");
        return new ChildProcess(Process.Start(start)!);
    }

    public int Id => process.Id;

    /// <summary>Leaves the processor to others where they want it: who floods from elsewhere takes none of the node's.</summary>
    public void YieldToOthers() => process.PriorityClass = ProcessPriorityClass.Idle;

    public async Task SayAsync(string line)
    {
        await process.StandardInput.WriteLineAsync(line);
        await process.StandardInput.FlushAsync();
    }

    public Task SayAsync<T>(T value) => SayAsync(JsonSerializer.Serialize(value));

    public async Task<T> HearAsync<T>()
    {
        using var limit = new CancellationTokenSource(Patience);
        string line = await process.StandardOutput.ReadLineAsync(limit.Token) ?? throw new InvalidOperationException("The process has ended.");
        return JsonSerializer.Deserialize<T>(line)!;
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
        }

        process.Dispose();
    }
}
