using System.Diagnostics;
using System.Text.RegularExpressions;
using Interconn.Sdk.TestHosting.Secrets;

namespace Interconn.Sdk.Samples.Tests;

/// <summary>A sample, run as its users run it: a process of its own.</summary>
internal sealed class SampleProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly Process process;
    private readonly TaskCompletionSource<string> awaited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> lines = [];
    private readonly Lock gate = new();
    private readonly SemaphoreSlim written = new(0);
    private readonly string? marker;

    private SampleProcess(string sample, string? marker, string environment, IEnumerable<string> arguments)
    {
        this.marker = marker;
        var start = new ProcessStartInfo(Environment.ProcessPath is string host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, sample + ".dll"));
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["ASPNETCORE_ENVIRONMENT"] = environment;
        start.Environment.Remove("ASPNETCORE_URLS");
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
    }

    /// <summary>All that it wrote so far.</summary>
    public string Output
    {
        get
        {
            lock (gate)
            {
                return string.Join('\n', lines);
            }
        }
    }

    /// <summary>Runs a sample to its end.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(string sample, params string[] arguments)
    {
        await using var running = new SampleProcess(sample, marker: null, "Production", arguments);
        running.Begin();
        using var timeout = new CancellationTokenSource(Patience);
        await running.process.WaitForExitAsync(timeout.Token);
        return (running.process.ExitCode, running.Output);
    }

    /// <summary>Starts a sample and waits for the line with a marker; what follows the marker up to a blank or a semicolon is returned with it.</summary>
    public static async Task<(SampleProcess Process, string Marked)> StartAsync(string sample, string marker, string environment, params string[] arguments)
    {
        var running = new SampleProcess(sample, marker, environment, arguments);
        running.Begin();
        Task ended = running.process.WaitForExitAsync();
        if (await Task.WhenAny(running.awaited.Task, ended).WaitAsync(Patience) == ended && !running.awaited.Task.IsCompleted)
        {
            throw new InvalidOperationException($"{sample} ended before it wrote '{marker}':\n{running.Output}");
        }

        return (running, await running.awaited.Task);
    }

    /// <summary>Waits until it has written a line that matches; what it wrote before counts too.</summary>
    public async Task WaitForLineAsync(string pattern)
    {
        using var timeout = new CancellationTokenSource(Patience);
        try
        {
            while (!Regex.IsMatch(Output, pattern, RegexOptions.Multiline))
            {
                await written.WaitAsync(timeout.Token);
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"No line matches {pattern}:\n{Output}");
        }
    }

    /// <summary>Ends it as a power cut would: by SIGKILL, of which it learns nothing.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process.Dispose();
        written.Dispose();
    }

    private void Begin()
    {
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private void Keep(string? line)
    {
        if (line is null)
        {
            return;
        }

        SecretSweep.LookAtOutput(line);
        lock (gate)
        {
            lines.Add(line);
        }

        written.Release();

        if (marker is not null && line.IndexOf(marker, StringComparison.Ordinal) is >= 0 and int at)
        {
            awaited.TrySetResult(line[(at + marker.Length)..].Split(';', ' ')[0]);
        }
    }
}
