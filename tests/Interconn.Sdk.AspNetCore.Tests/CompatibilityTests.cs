using System.Globalization;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Partners;

namespace Interconn.Sdk.AspNetCore.Tests;

/// <summary>Partners that depart from the standard, as far as the server is concerned.</summary>
public sealed class CompatibilityTests
{
    private const string Health = "/v1/interconn/node/health";
    private const string Apply = "/v1/interconn/dataset/audit/apply";
    private const string OddId = "ODD";

    private readonly HandlerScript script = new();
    private TestNode node = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => node = await TestNode.StartAsync(
        options =>
        {
            PartnerOptions odd = TestNode.Partner(TestKeys.CallerRsaKey, OddId, "c-02");
            odd.Compatibility = new PartnerCompatibility { AnswerWithHttp200 = true, TimestampInSeconds = true };
            options.Partners.Add(odd);
            options.Partners.Add(TestNode.Partner());
        },
        script.Register);

    [OneTimeTearDown]
    public async Task StopAsync() => await node.DisposeAsync();

    [Test]
    public async Task AnswerWithHttp200_RefusalOfAVerifiedCall_HasItsCodeUnderStatus200()
    {
        Assert.That((await SendAsync(Odd(RequestDraft.Post(Apply, "{}")))).Verdict, Is.EqualTo("200/40004"));
        Assert.That((await SendAsync(RequestDraft.Post(Apply, "{}"))).Verdict, Is.EqualTo("400/40004"), "another partner");
        RequestDraft replayed = Odd(RequestDraft.Get(Health));
        Assert.That((await SendAsync(replayed)).Verdict, Is.EqualTo("200/0"));
        Assert.That((await SendAsync(replayed)).Verdict, Is.EqualTo("200/40903"));
    }

    [Test]
    public async Task AnswerWithHttp200_FaultOfAHandler_HasItsCodeUnderStatus200()
    {
        script.Answer = _ => throw new InvalidOperationException("a fault");
        try
        {
            Assert.That((await SendAsync(Odd(RequestDraft.Get(Health)))).Verdict, Is.EqualTo("200/50001"));
        }
        finally
        {
            script.Answer = null;
        }
    }

    [Test]
    public async Task AnswerWithHttp200_CallThatIsNotVerified_IsAnsweredAsToAnyStranger()
    {
        RequestDraft forged = Odd(RequestDraft.Get(Health));
        Assert.That((await SendAsync(forged.Sign(TestKeys.StrangerKey))).Verdict, Is.EqualTo("401/40101"));
    }

    [Test]
    public async Task TimestampInSeconds_FromAPartnerThatMaySendIt_IsTaken()
    {
        Assert.That((await SendAsync(InSeconds(Odd(RequestDraft.Get(Health)), TestKeys.CallerRsaKey))).Verdict, Is.EqualTo("200/0"));
        Assert.That((await SendAsync(Odd(RequestDraft.Get(Health)))).Verdict, Is.EqualTo("200/0"), "milliseconds are read from it too");
    }

    [Test]
    public async Task TimestampInSeconds_FromAnyoneElse_IsIllFormed([Values(TestNode.CallerId, "STRANGER")] string source)
    {
        RequestDraft draft = RequestDraft.Get(Health);
        draft["x-source-node-id"] = source;
        Assert.That((await SendAsync(InSeconds(draft, TestKeys.CallerKey))).Verdict, Is.EqualTo("400/40002"));
    }

    [Test]
    public async Task TimestampInSeconds_OutsideTheTolerance_IsRefused()
    {
        RequestDraft draft = Odd(RequestDraft.Get(Health));
        draft["x-timestamp"] = (TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - 302).ToString(CultureInfo.InvariantCulture);
        Assert.That((await SendAsync(draft.Sign(TestKeys.CallerRsaKey))).Verdict, Is.EqualTo("401/40102"));
    }

    private static RequestDraft Odd(RequestDraft draft)
    {
        draft["x-source-node-id"] = OddId;
        return draft.Sign(TestKeys.CallerRsaKey);
    }

    // A second ahead: cut to whole seconds, a timestamp may lie before the start of the node, which it would not remember.
    private static RequestDraft InSeconds(RequestDraft draft, Signing.ISigningKey key)
    {
        draft["x-timestamp"] = (TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + 1).ToString(CultureInfo.InvariantCulture);
        return draft.Sign(key);
    }

    private Task<WireAnswer> SendAsync(RequestDraft draft) => Wire.SendAsync(node, draft);
}
