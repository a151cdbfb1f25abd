using System.Text;
using Interconn.Sdk.Fuxi.Tests.Seed;

namespace Interconn.Sdk.Fuxi.Tests.Protocol;

/// <summary>The forms in which the server, and what stands before it, says what went wrong. The document has none.</summary>
public sealed class ErrorFormTests
{
    [TestCase("""{"error":"invalid_request","error_description":"The request is malformed."}""", "invalid_request", "The request is malformed.")]
    [TestCase(
        """{"error":"error","error_description":"Unrecognizable.","error_hint":"Look.","error_debug":"wrong status","status_code":500,"request_id":"1"}""",
        "error",
        "Unrecognizable. Look. wrong status")]
    [TestCase(
        """{"error":{"code":500,"status":"Internal Server Error","message":"It failed.","reason":"no permission","request":"1"}}""",
        "500",
        "It failed. no permission")]
    [TestCase("""{"error":{"message":"no code"}}""", null, "no code")]
    [TestCase("""{"error":"only_a_code"}""", "only_a_code", null)]
    [TestCase("""{"error":null}""", null, """{"error":null}""")]
    [TestCase("""{"message":"of a gateway"}""", null, """{"message":"of a gateway"}""")]
    [TestCase("[1]", null, "[1]")]
    [TestCase("""{"error":""", null, """{"error":""")]
    public async Task Refusal_InAForm_IsReadAsThat(string body, string? code, string? msg)
    {
        FuxiAnswerException exception = await RefusedWithAsync(ScriptedAnswer.Json(body, 500));
        Assert.That((exception.Code, exception.Msg), Is.EqualTo((code, msg)));
    }

    [Test]
    public async Task Refusal_AsText_IsKeptOnOneLineAndCut()
    {
        byte[] text = Encoding.UTF8.GetBytes("no permission\r\n" + new string('x', 1000));
        FuxiAnswerException exception = await RefusedWithAsync(ScriptedAnswer.Of(500, text, "Content-Type: text/plain"));
        Assert.That(exception.Code, Is.Null);
        Assert.That(exception.Msg, Is.EqualTo("no permission  " + new string('x', 256 - "no permission  ".Length)));
    }

    [Test]
    public async Task Refusal_WithoutContent_HasNoText()
    {
        FuxiAnswerException exception = await RefusedWithAsync(ScriptedAnswer.Of(500, []));
        Assert.That((exception.Code, exception.Msg), Is.EqualTo(((string?)null, (string?)null)));
    }

    private static async Task<FuxiAnswerException> RefusedWithAsync(byte[] answer)
    {
        await using var system = ScriptedPartner.Start(answer);
        await using TestFuxi fuxi = TestFuxi.Calling(system);
        return Assert.ThrowsAsync<FuxiAnswerException>(() => SeedCalls.Of("4.5").CallAsync(fuxi.Client))!;
    }
}
