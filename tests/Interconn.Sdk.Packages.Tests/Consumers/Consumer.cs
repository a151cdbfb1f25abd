using System.Diagnostics;
using System.Security;
using Interconn.Sdk.Docs.Tests.QuickStart;

namespace Interconn.Sdk.Packages.Tests.Consumers;

/// <summary>
/// Builds projects as somebody does who has the packages and nothing of this repository: in folders of their own, with the sources of packages that the machine has, the packed files
/// beside them, and a cache of its own, so that nothing comes from an earlier run.
/// </summary>
internal sealed class Consumer : IDisposable
{
    private const string Output = "out";
    private const string Program = Output + "/Consumer";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private readonly DirectoryInfo cache = Directory.CreateTempSubdirectory("interconn-consumer-cache");

    /// <summary>What says which frameworks a program that was built needs.</summary>
    public const string RuntimeConfiguration = Program + ".runtimeconfig.json";

    /// <summary>The file of a package as it was restored.</summary>
    public string Restored(string package) =>
        Path.Combine(cache.FullName, package.ToLowerInvariant(), PackageFolder.Version, $"{package.ToLowerInvariant()}.{PackageFolder.Version}.nupkg");

    /// <summary>Builds a program, every warning an error.</summary>
    public async Task<QuickStartProgram> BuildAsync(string sdk, string program, params string[] packages)
    {
        DirectoryInfo folder = await MakeAsync(sdk, program, packages);
        await SucceedAsync(folder, "build", "-warnaserror", "--output", Output);
        return new QuickStartProgram(folder, Program + ".dll");
    }

    /// <summary>Publishes a program with all that it does not use cut off, every warning an error. Null where the tools for that are served by no source of this machine.</summary>
    public async Task<QuickStartProgram?> PublishTrimmedAsync(string sdk, string program, params string[] packages)
    {
        DirectoryInfo folder = await MakeAsync(sdk, program, packages);
        string[] trimmed = ["--use-current-runtime", "-p:PublishTrimmed=true", "-p:SelfContained=true", "-p:TrimmerSingleWarn=false", "-p:EnableAotAnalyzer=true"];
        if ((await RunAsync(folder, ["restore", .. trimmed])).ExitCode != 0)
        {
            folder.Delete(recursive: true);
            return null;
        }

        await SucceedAsync(folder, ["publish", "-warnaserror", "--output", Output, .. trimmed]);
        return new QuickStartProgram(folder, OperatingSystem.IsWindows() ? Program + ".exe" : Program);
    }

    public void Dispose() => cache.Delete(recursive: true);

    private async Task<DirectoryInfo> MakeAsync(string sdk, string program, string[] packages)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("interconn-consumer");
        await File.WriteAllTextAsync(
            Path.Combine(folder.FullName, "nuget.config"),
            $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{SecurityElement.Escape(cache.FullName)}" /></config>
              <packageSources><add key="packed" value="{SecurityElement.Escape(PackageFolder.Path)}" /></packageSources>
            </configuration>
            """);
        await File.WriteAllTextAsync(
            Path.Combine(folder.FullName, "Consumer.csproj"),
            $"""
            <Project Sdk="{sdk}">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup>
                {string.Concat(packages.Select(package => $"""<PackageReference Include="{package}" Version="{PackageFolder.Version}" />"""))}
              </ItemGroup>
            </Project>
            """);
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "Program.cs"), program);
        return folder;
    }

    private static async Task SucceedAsync(DirectoryInfo folder, params string[] arguments)
    {
        (int exitCode, string output) = await RunAsync(folder, arguments);
        Assert.That(exitCode, Is.Zero, output);
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(DirectoryInfo folder, params string[] arguments)
    {
        // No server of a build may outlive it: it would hold what it was started with.
        var start = new ProcessStartInfo("dotnet", [.. arguments, "-nodeReuse:false", "-p:UseSharedCompilation=false"])
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            Task<string> errors = process.StandardError.ReadToEndAsync(limit.Token);
            string output = await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, output + await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
