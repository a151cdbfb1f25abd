namespace Interconn.Sdk.Samples.Tests.Killing;

/// <summary>A process of the sample host at an address that stays the same, however often it is killed and started again.</summary>
internal sealed class HostInstance(IReadOnlyList<string> settings) : IAsyncDisposable
{
    private readonly List<string> outputs = [];
    private SampleProcess? process;

    /// <summary>Where it serves.</summary>
    public Uri Address { get; } = new($"http://127.0.0.1:{FreePort.Find()}");

    /// <summary>What all of its processes wrote.</summary>
    public string Output => string.Join("\n--- started again ---\n", [.. outputs, process?.Output ?? ""]);

    /// <summary>Starts it, and returns when it serves.</summary>
    public async Task StartAsync() =>
        (process, _) = await SampleProcess.StartAsync("NodeHost", "serves at ", "Development", ["--urls", Address.OriginalString, .. settings]);

    /// <summary>Kills it in the middle of whatever it does.</summary>
    public async Task KillAsync()
    {
        await process!.KillAsync();
        outputs.Add(process.Output);
        await process.DisposeAsync();
        process = null;
    }

    public ValueTask DisposeAsync() => process?.DisposeAsync() ?? ValueTask.CompletedTask;
}
