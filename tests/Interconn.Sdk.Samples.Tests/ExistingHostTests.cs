using System.Net;
using System.Net.Http.Json;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Samples.Tests;

/// <summary>A host with routes, logins and a database of its own, once interconn was added to it: what was there goes on, and a partner is served.</summary>
public sealed partial class ExistingHostTests
{
    private ExistingHostInstance host = null!;

    [SetUp]
    public async Task SetUp() => host = await ExistingHostInstance.StartAsync();

    [TearDown]
    public async Task TearDown() => await host.DisposeAsync();

    [Test]
    public async Task Routes_WithAndWithoutLogin_AreAsTheHostWantsThem()
    {
        using HttpClient nobody = await host.HttpAsync();
        using HttpClient analyst = await host.HttpAsync("anna");
        using HttpClient steward = await host.HttpAsync("sam");
        var found = new List<(string Route, HttpStatusCode Nobody, HttpStatusCode Analyst, HttpStatusCode Steward)>();
        foreach (string route in (string[])["/datasets", "/loans", "/interconn/admin/approvals", "/health/live", "/health/ready"])
        {
            found.Add((route, await StatusAsync(nobody, route), await StatusAsync(analyst, route), await StatusAsync(steward, route)));
        }

        Assert.That(found, Is.EqualTo(new[]
        {
            ("/datasets", HttpStatusCode.Unauthorized, HttpStatusCode.OK, HttpStatusCode.OK),
            ("/loans", HttpStatusCode.Unauthorized, HttpStatusCode.OK, HttpStatusCode.OK),
            ("/interconn/admin/approvals", HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden, HttpStatusCode.OK),
            ("/health/live", HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK),
            ("/health/ready", HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK),
        }));
    }

    [Test]
    public async Task Login_WithAnotherPassword_IsRefused()
    {
        using HttpClient http = await host.HttpAsync();
        using HttpResponseMessage answer = await http.PostAsJsonAsync("/login", new { name = "sam", password = "another" });

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task EveryEndpoint_WithoutLoginAndWithoutHeaders_IsRefusedByTheProtocolAndNotByTheLogin()
    {
        using HttpClient http = await host.HttpAsync();
        foreach (InterconnEndpoint endpoint in InterconnEndpoints.All)
        {
            using var request = new HttpRequestMessage(new HttpMethod(endpoint.Method), endpoint.Path);
            request.Content = endpoint.Method == HttpMethod.Post.Method ? new StringContent("{}", Encoding.UTF8, MediaTypeNames.Application.Json) : null;
            using HttpResponseMessage answer = await http.SendAsync(request);
            Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain($"{InterconnCodes.MalformedHeader}"), endpoint.Path);
        }
    }

    [Test]
    public async Task DataRoute_WithALoginInPlaceOfAPermit_IsRefused()
    {
        using HttpClient steward = await host.HttpAsync("sam");
        using HttpResponseMessage answer = await steward.PostAsync(new Uri("/data/customers/read", UriKind.Relative), content: null);

        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain($"{InterconnCodes.MalformedHeader}"));
    }

    [Test]
    public async Task Tour_OfAPartnerWithAnAgreement_IsServedBookedAndTraced()
    {
        (int exitCode, string output) = await host.VisitAsync("tour", "--key", host.Fingerprint, "--times", "5");

        Assert.That(exitCode, Is.Zero, output);
        Assert.That(Sections(output), Is.EqualTo(new[] { "3.6", "3.1", "3.2", "3.7", "4.1", "4.3", "4.4" }), output);
        Assert.That(output, Does.Contain("2: customers (客户基本信息, 1200000 rows), overdue (逾期标签, 950000 rows)"), "what is never shared is not listed");
        Assert.That(output, Does.Contain("customers: 1200000 rows of Retail, 1 uses left"), "five were asked for, the host's table says two");

        using HttpClient analyst = await host.HttpAsync("anna");
        JsonElement[] loans = (await analyst.GetFromJsonAsync<JsonElement[]>("/loans"))!;
        Assert.That(
            loans.Select(loan => string.Join(' ', new[] { "datasetId", "borrower", "readsAllowed", "reads" }.Select(field => loan.GetProperty(field).ToString()))),
            Is.EqualTo(new[] { $"customers {ExistingHostInstance.PartnerNodeId} 2 1" }));

        string trace = TraceOf(output);
        await host.Process.WaitForLineAsync($@"span Server .*trace={trace} .*url\.path=/v1/interconn/dataset/pub/list");
        await host.Process.WaitForLineAsync($@"span Internal interconn serve 4\.1 .*trace={trace} .*interconn\.partner={ExistingHostInstance.PartnerNodeId}");
        await host.Process.WaitForLineAsync(@"metric interconn\.server\.duration .*interconn\.endpoint=4\.1");
        await host.Process.WaitForLineAsync(@"metric interconn\.permit\.uses 1 \{use\} interconn\.code=0");
    }

    [Test]
    public async Task Audit_OfADatasetThatAStewardLooksAt_WaitsForHerAndIsGrantedOnHerTerms()
    {
        await host.VisitAsync("apply", "--key", host.Fingerprint);

        (int waiting, string first) = await host.VisitAsync("audit", "overdue", "--wait", "1");
        Assert.That(waiting, Is.EqualTo(3), first);
        using HttpClient steward = await host.HttpAsync("sam");
        JsonElement pending = (await steward.GetFromJsonAsync<JsonElement[]>("/interconn/admin/approvals"))!.Single();
        using HttpResponseMessage approved = await steward.PostAsJsonAsync($"/interconn/admin/approvals/{pending.GetProperty("id").GetString()}/approve", new { timesLimit = 1 });
        Assert.That(approved.StatusCode, Is.EqualTo(HttpStatusCode.OK));

        (int granted, string second) = await host.VisitAsync("audit", "overdue");
        (int read, string third) = await host.VisitAsync("read", "overdue");
        (int spent, string fourth) = await host.VisitAsync("read", "overdue");
        Assert.That(granted, Is.Zero, second);
        Assert.That(read, Is.Zero, third);
        Assert.That(third, Does.Contain("overdue: 950000 rows of Risk, 0 uses left"));
        Assert.That(spent, Is.EqualTo(1), fourth);
        Assert.That(fourth, Does.Match($@"FAILED +{InterconnCodes.PermitUsedUp} .*\(trace {TraceOf(fourth)}\)"));
    }

    [Test]
    public async Task Audit_OfADatasetThatIsNeverShared_IsRefusedAsUnknown()
    {
        await host.VisitAsync("apply", "--key", host.Fingerprint);
        (int exitCode, string output) = await host.VisitAsync("audit", "salaries");

        Assert.That(exitCode, Is.EqualTo(1), output);
        Assert.That(output, Does.Match($"FAILED +.*{InterconnCodes.NotFound}"));
    }

    [Test]
    public async Task Apply_ByAnInstitutionWithoutAgreement_WaitsForAPerson()
    {
        (int exitCode, string output) = await host.VisitAsync("apply", "--key", host.Fingerprint, "--id", "LX0000090000991", "--wait", "2");

        Assert.That(exitCode, Is.EqualTo(3), output);
        Assert.That(output, Does.Contain("a person decides there"));
    }

    [Test]
    public async Task MarkedLines_AreAllThatTheHostGained()
    {
        string folder = Path.Combine(AppContext.BaseDirectory, ExistingHostInstance.Source);
        string[] ofLending = [.. Directory.GetFiles(Path.Combine(folder, "Lending"), "*.cs").Select(Path.GetFileNameWithoutExtension).OfType<string>(), "Lending"];
        var marked = new List<string>();
        var unmarked = new List<string>();
        foreach (string file in Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories).Where(file => Path.GetFileName(Path.GetDirectoryName(file)) != "Lending"))
        {
            foreach (string line in await File.ReadAllLinesAsync(file))
            {
                bool isMarked = line.Contains("// interconn", StringComparison.Ordinal);
                bool speaksOfIt = line.Contains("interconn", StringComparison.OrdinalIgnoreCase) || ofLending.Any(word => Regex.IsMatch(line, $@"\b{word}\b"));
                (isMarked ? marked : unmarked).AddRange(isMarked || speaksOfIt ? [line] : []);
            }
        }

        Assert.That(unmarked, Is.Empty);
        Assert.That(marked, Has.Count.InRange(1, 20));
        Assert.That(await File.ReadAllTextAsync(Path.Combine(folder, "README.md")), Does.Contain($"**{marked.Count} lines**"));
    }

    [GeneratedRegex(@"^(\d+\.\d+) ", RegexOptions.Multiline)]
    private static partial Regex Section { get; }

    private static string[] Sections(string output) => [.. Section.Matches(output).Select(match => match.Groups[1].Value)];

    private static string TraceOf(string output) => Regex.Match(output, "^trace ([0-9a-f]{32})$", RegexOptions.Multiline).Groups[1].Value;

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, string route)
    {
        using HttpResponseMessage answer = await http.GetAsync(new Uri(route, UriKind.Relative));
        return answer.StatusCode;
    }
}
