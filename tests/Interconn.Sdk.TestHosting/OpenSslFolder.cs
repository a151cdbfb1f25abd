using System.ComponentModel;
using System.Diagnostics;

namespace Interconn.Sdk.TestHosting;

/// <summary>A folder in which the openssl command line works: an implementation that shares no code with the SDK. Tests are skipped where it is not installed.</summary>
public sealed class OpenSslFolder : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("interconn-openssl").FullName;

    private OpenSslFolder()
    {
    }

    public static async Task<OpenSslFolder> MakeAsync()
    {
        var made = new OpenSslFolder();
        try
        {
            await made.RunAsync("version");
        }
        catch (Win32Exception)
        {
            made.Dispose();
            Assert.Ignore("The openssl command line is not on the path.");
        }

        return made;
    }

    public string PathOf(string name) => Path.Combine(folder, name);

    public Task WriteAsync(string name, byte[] bytes) => File.WriteAllBytesAsync(PathOf(name), bytes);

    public Task<byte[]> ReadAsync(string name) => File.ReadAllBytesAsync(PathOf(name));

    /// <summary>Runs a command to its end, which must be a good one, and gives back what it wrote.</summary>
    public async Task<string> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("openssl", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.Zero, await errors);
        return output;
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
