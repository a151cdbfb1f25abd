using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Samples.Tests;

/// <summary>The sample of a host that was there before, run as its README says, and the partner's client run against it.</summary>
internal sealed class ExistingHostInstance : IAsyncDisposable
{
    /// <summary>The folder with the source of the sample, and its settings.</summary>
    public const string Source = "ExistingHost.Source";

    public const string NodeId = "JG0200002200000000";
    public const string PartnerNodeId = "LX0000090000990";

    private readonly SigningKey key = SigningKey.Generate(SignatureAlgorithmIds.Sha256Ecdsa);
    private readonly string password = Guid.NewGuid().ToString();
    private readonly string folder = Directory.CreateTempSubdirectory("interconn-existing-").FullName;
    private readonly string callbacks = $"http://127.0.0.1:{FreePort.Find()}";
    private SampleProcess? process;

    public Uri Address { get; } = new($"http://127.0.0.1:{FreePort.Find()}");

    public string Fingerprint => key.PublicKey.Fingerprint;

    public SampleProcess Process => process!;

    public static async Task<ExistingHostInstance> StartAsync()
    {
        var host = new ExistingHostInstance();
        string keyFile = Path.Combine(host.folder, "node.pem");
        await host.key.SaveAsync(keyFile);
        (host.process, _) = await SampleProcess.StartAsync(
            "ExistingHost",
            "Now listening on: ",
            "Development",
            "--urls", host.Address.OriginalString,
            "--contentRoot", Path.Combine(AppContext.BaseDirectory, Source),
            $"--ConnectionStrings:Catalogue=Data Source={Path.Combine(host.folder, "catalogue.db")}",
            $"--Catalogue:Password={host.password}",
            $"--Catalogue:ProtectionKeys={Path.Combine(host.folder, "keys")}",
            $"--Interconn:KeyFile={keyFile}",
            $"--Interconn:Node:Address={host.Address}",
            "--Telemetry:Seconds=1");
        return host;
    }

    /// <summary>An HTTP client of nobody in particular, or of an employee.</summary>
    public async Task<HttpClient> HttpAsync(string? employee = null)
    {
        var http = new HttpClient { BaseAddress = Address };
        if (employee is not null)
        {
            using HttpResponseMessage answer = await http.PostAsJsonAsync("/login", new { name = employee, password });
            answer.EnsureSuccessStatusCode();
            using JsonDocument token = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.RootElement.GetProperty("accessToken").GetString());
        }

        return http;
    }

    /// <summary>Runs the partner's client; its key and contracts last as long as this host.</summary>
    public Task<(int ExitCode, string Output)> VisitAsync(string command, params string[] more) => SampleProcess.RunAsync(
        "PartnerClient", [command, Address.OriginalString, NodeId, .. more, "--folder", Path.Combine(folder, "partner"), "--listen", callbacks]);

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            await process.DisposeAsync();
        }

        key.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
