using System.Diagnostics;

namespace Interconn.Sdk.PostgreSql.Tests;

/// <summary>The programs that come with PostgreSQL. Where they are not installed, the tests that need them say so and are skipped.</summary>
internal static class PostgreSqlPrograms
{
    private const string Debian = "/usr/lib/postgresql";

    /// <summary>Finds a program in the path, or where Debian puts those of the newest version. Skips the test where there is none.</summary>
    public static string Find(string name)
    {
        string[] folders = Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator) ?? [];
        IEnumerable<string> versions = Directory.Exists(Debian)
            ? Directory.EnumerateDirectories(Debian).OrderByDescending(static folder => int.TryParse(Path.GetFileName(folder), out int version) ? version : 0)
            : [];
        string? program = folders.Concat(versions.Select(static folder => Path.Combine(folder, "bin")))
            .Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        if (program is null)
        {
            Assert.Ignore($"Skipped: PostgreSQL's program {name} is not installed.");
        }

        return program;
    }

    /// <summary>Runs a program and waits until it has ended well.</summary>
    /// <returns>What it wrote, where that is asked for. A server that a program leaves running would hold its output open.</returns>
    public static async Task<string> RunAsync(
        string program, IEnumerable<string> arguments, bool readsOutput = true, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = readsOutput, WorkingDirectory = "/" };
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        string output = readsOutput ? await process.StandardOutput.ReadToEndAsync() : "";
        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.Zero, $"{program} {output}");
        return output;
    }

    /// <summary>Runs one that refuses to be run by root, and is run by the user of Debian's package then.</summary>
    public static Task<string> RunAsServerAsync(string program, string[] arguments, bool readsOutput = true) => Environment.IsPrivilegedProcess
        ? RunAsync("runuser", ["-u", "postgres", "--", program, .. arguments], readsOutput)
        : RunAsync(program, arguments, readsOutput);
}
