using Interconn.Sdk.Samples.Tests.Killing;

namespace Interconn.Sdk.Samples.Tests;

/// <summary>The partner's client against the ready-made host: what it prints, and how it ends.</summary>
public sealed class PartnerClientTests
{
    private const string HostId = "LX0000010000280";
    private string folder = "";

    [SetUp]
    public void SetUp() => folder = Directory.CreateTempSubdirectory("interconn-partner-").FullName;

    [TearDown]
    public void TearDown() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task EveryCommand_AgainstNodeHost_DoesWhatItSays()
    {
        await using var host = new HostInstance(["--contentRoot", Path.Combine(folder, "host")]);
        Directory.CreateDirectory(Path.Combine(folder, "host"));
        await host.StartAsync();
        string callbacks = $"http://127.0.0.1:{FreePort.Find()}";

        // Without the fingerprint the key of the partner waits for whoever can compare it; the host prints its own on its front page.
        (int waiting, string first) = await RunAsync("apply", "--wait", "5");
        string fingerprint = await FingerprintAsync(host.Address);
        Assert.That(waiting, Is.EqualTo(3), first);
        Assert.That(first, Does.Contain($"--key {fingerprint}"));

        (int tour, string second) = await RunAsync("tour", "--key", fingerprint);
        Assert.That(tour, Is.Zero, second);
        Assert.That(second, Does.Contain("d-01 for LX0000090000990, 1 uses left"));

        var codes = new List<int>();
        foreach (string[] command in (string[][])[["query"], ["health"], ["datasets"], ["audit", "d-90"], ["read", "d-90"], ["end"], ["health"]])
        {
            codes.Add((await RunAsync(command)).ExitCode);
        }

        Assert.That(codes, Is.EqualTo(new[] { 0, 0, 0, 0, 0, 0, 1 }), "after the end the partner knows this node no longer");

        Task<(int ExitCode, string Output)> RunAsync(params string[] words) => SampleProcess.RunAsync(
            "PartnerClient", [words[0], host.Address.OriginalString, HostId, .. words[1..], "--folder", Path.Combine(folder, "partner"), "--listen", callbacks]);
    }

    [Test]
    public async Task Init_Twice_KeepsTheKey()
    {
        string[] line = ["init", "--folder", Path.Combine(folder, "partner")];
        (int first, string made) = await SampleProcess.RunAsync("PartnerClient", line);
        (int second, string kept) = await SampleProcess.RunAsync("PartnerClient", line);

        Assert.That((first, second), Is.EqualTo((0, 0)));
        Assert.That(made, Does.Match("node LX0000090000990, key [0-9a-f]{64} in "));
        Assert.That(kept, Is.EqualTo(made));
    }

    [Test]
    public async Task Query_WhereNobodyListens_FailsAndSaysSo()
    {
        (int exitCode, string output) = await SampleProcess.RunAsync(
            "PartnerClient", "query", $"http://127.0.0.1:{FreePort.Find()}", HostId, "--folder", folder, "--listen", "http://127.0.0.1:0");

        Assert.That(exitCode, Is.EqualTo(1), output);
        Assert.That(output, Does.Match(@"3\.6 .* FAILED .*Connection"));
    }

    [TestCase("fly http://127.0.0.1:1 X", "There is no command 'fly'.")]
    [TestCase("query", "Say a command")]
    [TestCase("query ftp://127.0.0.1 X", "ADDRESS takes an address with http or https.")]
    [TestCase("audit http://127.0.0.1:1 X", "audit needs a DATASET.")]
    [TestCase("query http://127.0.0.1:1 X --times", "--times has no value.")]
    [TestCase("query http://127.0.0.1:1 X --times none", "--times takes a number from 1 to 3600.")]
    [TestCase("query http://127.0.0.1:1 X --fast yes", "There is no option --fast.")]
    public async Task Arguments_ThatDoNotHold_AreRefusedWithTheReason(string line, string reason)
    {
        (int exitCode, string output) = await SampleProcess.RunAsync("PartnerClient", line.Split(' '));

        Assert.That(exitCode, Is.EqualTo(2));
        Assert.That(output, Does.StartWith(reason));
    }

    private static async Task<string> FingerprintAsync(Uri host)
    {
        using var http = new HttpClient();
        string page = await http.GetStringAsync(host);
        return page.Split('\n').First(line => line.StartsWith("key", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1].Trim();
    }
}
