using System.Globalization;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Conformance.Attacks;

/// <summary>Calls that a browser makes for a page of another site: L87.</summary>
[TestFixture]
public sealed class BrowserTests
{
    private const string Console = "https://console.example.com";

    private AttackedNode node = null!;

    private static IEnumerable<string> Writes => InterconnEndpoints.All.Where(endpoint => endpoint.Method == "POST").Select(endpoint => endpoint.Section);

    [OneTimeSetUp]
    public async Task StartAsync() => node = await AttackedNode.StartAsync(configure: static options => options.AllowedOrigins.Add(Console));

    [OneTimeTearDown]
    public async Task StopAsync() => await node.DisposeAsync();

    // The two that need no signature (3.1, 3.2) are among them.
    [TestCaseSource(nameof(Writes))]
    public async Task L87_WriteWithoutTheCsrfHeader_IsRefused(string section)
    {
        RequestDraft draft = node.Sample(section);
        draft["x-csrf-protection"] = null;

        WireAnswer answer = await node.RefusesAsync(draft.Sign(), "403/40306");

        Assert.That(answer.Body, Is.EqualTo("""{"code":40306,"msg":"x-csrf-protection missing","data":{}}"""));
    }

    [TestCase("")]
    [TestCase("a b")]
    [TestCase("a,b")]
    [TestCase("a\u00e9")]
    public async Task L87_IllFormedCsrfHeader_IsAnIllFormedHeader(string value)
    {
        RequestDraft draft = node.Post();
        draft["x-csrf-protection"] = value;

        await node.RefusesAsync(draft.Sign(), "400/40002");
    }

    [Test]
    public async Task L87_CsrfHeaderOfTheLongestForm_IsServedAndOneLongerIsNot()
    {
        RequestDraft draft = node.Post();
        draft["x-csrf-protection"] = new string('c', 128);
        await node.ServesAsync(draft.Sign());

        draft = node.Post();
        draft["x-csrf-protection"] = new string('c', 129);
        await node.RefusesAsync(draft.Sign(), "400/40002");
    }

    [Test]
    public async Task L87_CsrfHeaderChangedAfterSigning_IsNotAuthenticated()
    {
        RequestDraft draft = node.Post();
        draft["x-csrf-protection"] += "0";

        await node.RefusesAsync(draft, "401/40101");
    }

    [TestCase("Origin", "https://evil.example.com")]
    [TestCase("Origin", "null")]
    [TestCase("Origin", "")]
    [TestCase("Origin", "https://console.example.com.evil.example.com")]
    [TestCase("Origin", "https://CONSOLE.example.com")]
    [TestCase("Origin", "http://console.example.com")]
    [TestCase("Origin", "https://console.example.com:8443")]
    [TestCase("Sec-Fetch-Site", "cross-site")]
    [TestCase("Sec-Fetch-Site", "same-site")]
    [TestCase("Sec-Fetch-Site", "")]
    public async Task L87_CallThatABrowserMakesForAnotherSite_IsRefusedThoughItIsSigned(string header, string value)
    {
        foreach (RequestDraft draft in new[] { node.Get(), node.Post(), node.Sample("3.6") })
        {
            draft.Headers.Add(new(header, value));

            await node.RefusesAsync(draft, "403/40306", draft.Target);
        }
    }

    [Test]
    public async Task L87_TwoOrigins_AreRefusedThoughOneIsAllowed()
    {
        RequestDraft draft = node.Post();
        draft.Headers.Add(new("Origin", Console));
        draft.Headers.Add(new("Origin", "https://evil.example.com"));

        await node.RefusesAsync(draft, "403/40306");
    }

    [TestCase("Origin", Console, "cross-site")]
    [TestCase("Origin", Console, null)]
    [TestCase("Sec-Fetch-Mode", "cors", "none")]
    [TestCase("Sec-Fetch-Mode", "cors", "same-origin")]
    public async Task L87_CallOfAPageThatTheHostAllowed_IsServed(string header, string value, string? site)
    {
        RequestDraft draft = node.Post();
        draft.Headers.Add(new(header, value));
        if (site is not null)
        {
            draft.Headers.Add(new("Sec-Fetch-Site", site));
        }

        await node.ServesAsync(draft);
    }

    [Test]
    public async Task L87_Preflight_IsAnsweredWithoutLeaveForAnyone()
    {
        var preflight = new RequestDraft { Method = "OPTIONS", Target = AttackedNode.Write };
        preflight.Headers.Add(new("Origin", "https://evil.example.com"));
        preflight.Headers.Add(new("Access-Control-Request-Method", "POST"));
        preflight.Headers.Add(new("Access-Control-Request-Headers", "x-csrf-protection"));

        WireAnswer answer = await Wire.SendAsync(node.Host, preflight);

        Assert.That(answer.Status, Is.EqualTo(405));
        Assert.That(answer.Headers.Select(header => header.Key), Has.None.StartsWith("Access-Control-").IgnoreCase);
    }

    [Test]
    public async Task L87_AnswersSetNoCookieAndGiveLeaveToNoOrigin()
    {
        RequestDraft allowed = node.Get();
        allowed.Headers.Add(new("Origin", Console));
        foreach (RequestDraft draft in new[] { node.Get(), node.Post(), allowed, node.Get("/v1/interconn/none") })
        {
            WireAnswer answer = await Wire.SendAsync(node.Host, draft);

            Assert.That(answer.Status, Is.AnyOf(200, 404));
            Assert.That(answer.Header("Set-Cookie"), Is.Null);
            Assert.That(answer.Header("Access-Control-Allow-Origin"), Is.Null);
        }
    }

    [Test]
    public async Task L87_CookiesOfACaller_AreNoProof()
    {
        RequestDraft draft = node.Post();
        draft["x-auth-sign"] = null;
        draft.Headers.Add(new("Cookie", string.Create(CultureInfo.InvariantCulture, $"session={TestNode.CallerId}")));

        await node.RefusesAsync(draft, "401/40101");
    }
}
