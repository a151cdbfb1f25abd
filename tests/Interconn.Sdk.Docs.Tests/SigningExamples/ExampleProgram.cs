using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Interconn.Sdk.Docs.Tests.Documents;

namespace Interconn.Sdk.Docs.Tests.SigningExamples;

/// <summary>One program of docs/signing-examples.md, in a folder of its own, run by the command that the page names.</summary>
public sealed class ExampleProgram : IDisposable
{
    private const string Page = "docs/signing-examples.md";

    // Set where every language must be there, so that nothing is passed over in silence.
    private const string RequiredVariable = "INTERCONN_TEST_LANGUAGES";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("interconn-signing-example");
    private readonly string[] command;

    private ExampleProgram(string language)
    {
        string file = language switch
        {
            "java" => "Sign.java",
            "go" => "sign.go",
            "python" => "sign.py",
            "bash" => "sign.sh",
            _ => throw new ArgumentException("No such example.", nameof(language)),
        };
        command = language switch
        {
            "java" => ["java", file],
            "go" => ["go", "run", file],
            "python" => ["python3", file],
            _ => ["bash", file],
        };
        File.WriteAllText(PathOf(file), Repository.Document(Page).BlocksIn(language).Single().Text);
    }

    /// <summary>Takes the program from the page and sees that its tools are there; else the test is ignored, or fails where they are required.</summary>
    public static async Task<ExampleProgram> TakeAsync(string language)
    {
        var program = new ExampleProgram(language);
        string[] probe = language switch
        {
            "java" => ["javac", "-version"],
            "go" => ["go", "version"],
            "python" => ["python3", "-c", "import cryptography"],
            _ => ["bash", "-c", "openssl version | grep --quiet '^OpenSSL 3' && sed --version && base64 --version"],
        };
        if (!await program.IsThereAsync(probe))
        {
            program.Dispose();
            string missing = $"What the {language} example needs does not run here: {string.Join(' ', probe)}";
            if (Environment.GetEnvironmentVariable(RequiredVariable) == "required")
            {
                Assert.Fail(missing);
            }

            Assert.Ignore(missing);
        }

        return program;
    }

    public string PathOf(string name) => Path.Combine(folder.FullName, name);

    public async Task<(int ExitCode, string Output, string Errors)> RunAsync(string verb, string key, byte[] request, string pathBase)
    {
        await File.WriteAllTextAsync(PathOf("key.pem"), key);
        await File.WriteAllBytesAsync(PathOf("request.http"), request);
        string[] arguments = [verb, "key.pem", "request.http", .. pathBase.Length > 0 ? [pathBase] : Array.Empty<string>()];
        return await StartAsync([.. command, .. arguments]);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private async Task<bool> IsThereAsync(string[] probe)
    {
        try
        {
            return (await StartAsync(probe)).ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private async Task<(int ExitCode, string Output, string Errors)> StartAsync(string[] line)
    {
        var start = new ProcessStartInfo(line[0], line[1..])
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };

        // Go keeps what it has compiled; here, and away with the folder.
        start.Environment["GOCACHE"] = PathOf("go-cache");
        start.Environment["GO111MODULE"] = "off";
        using var limit = new CancellationTokenSource(Patience);
        using Process process = Process.Start(start)!;
        try
        {
            Task<string> errors = process.StandardError.ReadToEndAsync(limit.Token);
            string output = await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, output, await errors);
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
