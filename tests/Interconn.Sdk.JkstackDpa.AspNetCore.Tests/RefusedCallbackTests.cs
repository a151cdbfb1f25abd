using System.Globalization;
using System.Text.Json;

namespace Interconn.Sdk.JkstackDpa.AspNetCore.Tests;

/// <summary>What is no callback: it is not signed, so that anyone who knows the path can send anything.</summary>
public sealed class RefusedCallbackTests
{
    private const string Example = """{"planInstanceId":"in10000001","processPlanId":"acf42dd3","status":"SUCCESS"}""";

    [TestCase("")]
    [TestCase("null")]
    [TestCase("12")]
    [TestCase("[]")]
    [TestCase("SUCCESS")]
    [TestCase("""{"planInstanceId":"in1","processPlanId":"p"}""")]
    [TestCase("""{"planInstanceId":"in1","status":"SUCCESS"}""")]
    [TestCase("""{"processPlanId":"p","status":"SUCCESS"}""")]
    [TestCase("""{"planInstanceId":null,"processPlanId":"p","status":"SUCCESS"}""")]
    [TestCase("""{"planInstanceId":"in1","processPlanId":null,"status":"SUCCESS"}""")]
    [TestCase("""{"planInstanceId":"in1","processPlanId":"p","status":null}""")]
    [TestCase("""{"planInstanceId":1,"processPlanId":"p","status":"SUCCESS"}""")]
    [TestCase("""{"planInstanceId":"in1","processPlanId":"p","status":{"a":1}}""")]
    [TestCase("""{"planInstanceId":"in1","planInstanceId":"in2","processPlanId":"p","status":"SUCCESS"}""")]
    [TestCase("""{"PlanInstanceId":"in1","ProcessPlanId":"p","Status":"SUCCESS"}""")]
    [TestCase("""{"planInstanceId":"in1","processPlanId":"p","status":"SUCCESS"} {}""")]
    [TestCase("""{"planInstanceId":"in1","processPlanId":"p","status":"SUCCESS",}""")]
    [TestCase("""{'planInstanceId':'in1','processPlanId':'p','status':'SUCCESS'}""")]
    public async Task Callback_ThatIsNotTheJsonOfOne_IsRefused(string body)
    {
        await using CallbackHost host = await CallbackHost.StartAsync();
        Assert.That(await host.PostAsync(body), Is.EqualTo((400, "INVALID")));
        Assert.That(host.Script.Callbacks, Is.Empty);
        Assert.That(host.Logs.OwnEntries.Single().EventId, Is.EqualTo(744));
    }

    [TestCase("")]
    [TestCase(" in1")]
    [TestCase("in1 ")]
    [TestCase("in1\n2026-05-04 Delivered the callback of execution in2")]
    [TestCase("in1\u0000")]
    [TestCase("in1\u202Eevil")]
    [TestCase("in1\u2028next")]
    [TestCase("in\u200B1")]
    [TestCase("in1\uE000")]
    public async Task Callback_WithATextThatNoneHas_IsRefusedWhicheverItIs(string text)
    {
        await using CallbackHost host = await CallbackHost.StartAsync();
        foreach (string field in new[] { "planInstanceId", "processPlanId", "status" })
        {
            Assert.That(await host.PostAsync(With(field, text)), Is.EqualTo((400, "INVALID")), field);
        }

        Assert.That(host.Script.Callbacks, Is.Empty);
        Assert.That(
            host.Logs.OwnEntries.Select(static entry => entry.Message),
            Has.Exactly(3).EqualTo("Refused a callback with 400: an id or the status is empty, too long, or has characters that none has").And.Exactly(3).Items);
    }

    [Test]
    public async Task Callback_WithHalfOfASurrogatePair_IsRefused()
    {
        await using CallbackHost host = await CallbackHost.StartAsync();
        Assert.That(await host.PostAsync("""{"planInstanceId":"in1\ud800","processPlanId":"p","status":"SUCCESS"}"""), Is.EqualTo((400, "INVALID")));
    }

    [TestCase("planInstanceId")]
    [TestCase("processPlanId")]
    [TestCase("status")]
    public async Task Callback_WithATextOf256Characters_IsTakenAndOneMoreIsNot(string field)
    {
        await using CallbackHost host = await CallbackHost.StartAsync();
        Assert.That(await host.PostAsync(With(field, new string('x', 256))), Is.EqualTo((200, "SUCCESS")));
        Assert.That(await host.PostAsync(With(field, new string('x', 257))), Is.EqualTo((400, "INVALID")));
    }

    [TestCase("预案-1:a/b c", 200)]
    [TestCase("😀", 200)]
    public async Task Callback_WithTextsOfOtherLanguages_IsTaken(string id, int status)
    {
        await using CallbackHost host = await CallbackHost.StartAsync();
        Assert.That((await host.PostAsync(With("planInstanceId", id))).Status, Is.EqualTo(status));
        Assert.That(host.Script.Callbacks.Single().PlanInstanceId, Is.EqualTo(id));
    }

    [Test]
    public async Task Callback_WithMembersOfALaterVersion_IsTaken()
    {
        await using CallbackHost host = await CallbackHost.StartAsync();
        Assert.That(await host.PostAsync("""{"planInstanceId":"in1","processPlanId":"p","status":"SUCCESS","finishedAt":1}"""), Is.EqualTo((200, "SUCCESS")));
    }

    [TestCase("text/plain")]
    [TestCase("application/x-www-form-urlencoded")]
    [TestCase(null)]
    public async Task Callback_ThatIsNotSentAsJson_IsRefused(string? mediaType)
    {
        await using CallbackHost host = await CallbackHost.StartAsync();
        Assert.That(await host.PostAsync(Example, mediaType), Is.EqualTo((415, "INVALID")));
        Assert.That(host.Script.Callbacks, Is.Empty);
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Callback_OfMoreThan64KiB_IsRefusedAndOneOf64KiBIsNot(bool isChunked)
    {
        await using CallbackHost host = await CallbackHost.StartAsync();
        Assert.That(await host.PostAsync(Example.PadRight(64 * 1024), isChunked: isChunked), Is.EqualTo((200, "SUCCESS")));
        Assert.That(await host.PostAsync(Example.PadRight((64 * 1024) + 1), isChunked: isChunked), Is.EqualTo((413, "INVALID")));
        Assert.That(host.Script.Callbacks, Has.Count.EqualTo(1));
    }

    [TestCase("GET")]
    [TestCase("PUT")]
    [TestCase("DELETE")]
    public async Task Callback_ByAnotherMethod_IsRefused(string method)
    {
        await using CallbackHost host = await CallbackHost.StartAsync();
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), host.CallbackUrl);
        using HttpResponseMessage answer = await http.SendAsync(request);
        Assert.That(((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture), Is.EqualTo("405"));
        Assert.That(host.Script.Callbacks, Is.Empty);
    }

    private static string With(string field, string text)
    {
        var callback = new Dictionary<string, string> { ["planInstanceId"] = "in1", ["processPlanId"] = "p", ["status"] = "SUCCESS", [field] = text };
        return JsonSerializer.Serialize(callback);
    }
}
