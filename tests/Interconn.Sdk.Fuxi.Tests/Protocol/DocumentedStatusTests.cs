using Interconn.Sdk.Fuxi.Tests.Seed;

namespace Interconn.Sdk.Fuxi.Tests.Protocol;

/// <summary>Each status of failure that the document lists, for each endpoint.</summary>
public sealed class DocumentedStatusTests
{
    private static readonly string[] Reads = ["2.2", "3.2", "4.2"];

    private static IEnumerable<TestCaseData> Failures =>
        from call in SeedCalls.All
        from status in call.Failures
        where status != 404 || !Reads.Contains(call.Section)
        select new TestCaseData(call, status);

    private static IEnumerable<SeedCall> ReadsOfOne => SeedCalls.All.Where(call => Reads.Contains(call.Section));

    private static IEnumerable<SeedCall> Lists => SeedCalls.All.Where(call => call.Section is "1.3" or "1.4" or "2.4" or "3.4" or "3.5" or "3.6" or "4.4");

    [TestCaseSource(nameof(Failures))]
    public async Task Call_RefusedWithADocumentedStatus_ThrowsWithItAndIsSentOnce(SeedCall call, int status)
    {
        await using var system = ScriptedPartner.Start(ScriptedAnswer.Json("""{"error":"some_code","error_description":"some text"}""", status));
        await using TestFuxi fuxi = TestFuxi.Calling(system);
        FuxiAnswerException exception = Assert.ThrowsAsync<FuxiAnswerException>(() => call.CallAsync(fuxi.Client))!;
        Assert.Multiple(() =>
        {
            Assert.That(exception.HttpStatus, Is.EqualTo(status));
            Assert.That(exception.Code, Is.EqualTo("some_code"));
            Assert.That(exception.Msg, Is.EqualTo("some text"));
            Assert.That(exception.IsNotFound, Is.EqualTo(status == 404));
            Assert.That(exception.IsAlreadyExists, Is.EqualTo((call.Section, status) is ("1.1", 409) or ("2.1", 429)));
            Assert.That(system.Requests, Has.Count.EqualTo(1));
        });
    }

    [TestCaseSource(nameof(ReadsOfOne))]
    public async Task Read_OfWhatDoesNotExist_GivesNull(SeedCall call)
    {
        byte[][] answers =
        [
            ScriptedAnswer.Of(204, []),
            ScriptedAnswer.Of(404, []),
            ScriptedAnswer.Json("""{"error":"not_found","error_description":"Unable to locate the resource"}""", 404),
            ScriptedAnswer.Json("""{"error":{"code":404,"status":"Not Found","message":"no"}}""", 404),
        ];
        foreach (byte[] answer in answers)
        {
            await using var system = ScriptedPartner.Start(answer);
            await using TestFuxi fuxi = TestFuxi.Calling(system);
            Assert.That(await call.CallAsync(fuxi.Client), Is.Null);
        }
    }

    [TestCaseSource(nameof(ReadsOfOne))]
    public async Task Read_AnsweredWithThePageOfSomethingElse_DoesNotSayThatThereIsNone(SeedCall call)
    {
        byte[][] answers =
        [
            ScriptedAnswer.Of(404, "<html>no such page</html>"u8.ToArray(), "Content-Type: text/html"),
            ScriptedAnswer.Of(404, "404 page not found\n"u8.ToArray(), "Content-Type: text/plain; charset=utf-8"),
            ScriptedAnswer.Json("""{"message":"no Route matched with those values"}""", 404),
        ];
        foreach (byte[] answer in answers)
        {
            await using var system = ScriptedPartner.Start(answer);
            await using TestFuxi fuxi = TestFuxi.Calling(system);
            Assert.That(Assert.ThrowsAsync<FuxiAnswerException>(() => call.CallAsync(fuxi.Client)).IsNotFound);
        }
    }

    [TestCaseSource(nameof(Lists))]
    public async Task List_AnsweredWithoutContent_IsEmpty(SeedCall call)
    {
        await using var system = ScriptedPartner.Start(ScriptedAnswer.Of(204, []));
        await using TestFuxi fuxi = TestFuxi.Calling(system);
        Assert.That(await call.CallAsync(fuxi.Client), Is.Empty);
    }

    [TestCaseSource(nameof(Lists))]
    public async Task List_WithNullInIt_IsRefused(SeedCall call)
    {
        await using var system = ScriptedPartner.Start(ScriptedAnswer.Json("[null]"));
        await using TestFuxi fuxi = TestFuxi.Calling(system);
        Assert.ThrowsAsync<FuxiProtocolException>(() => call.CallAsync(fuxi.Client));
    }

    [TestCase("2.3")]
    [TestCase("3.3")]
    [TestCase("4.3")]
    public async Task Delete_AnsweredWithAPage_IsNotTakenForDone(string section)
    {
        await using var system = ScriptedPartner.Start(ScriptedAnswer.Of(200, "<html>log in</html>"u8.ToArray(), "Content-Type: text/html"));
        await using TestFuxi fuxi = TestFuxi.Calling(system);
        Assert.ThrowsAsync<FuxiProtocolException>(() => SeedCalls.Of(section).CallAsync(fuxi.Client));
    }

    [Test]
    public async Task CreateIdentity_ThatExists_SaysThatItIsNoLimitOfTheRate()
    {
        await using var system = ScriptedPartner.Start(ScriptedAnswer.Of(429, [], "Retry-After: 1"));
        await using TestFuxi fuxi = TestFuxi.Calling(system);
        FuxiAnswerException exception = Assert.ThrowsAsync<FuxiAnswerException>(() => SeedCalls.Of("2.1").CallAsync(fuxi.Client))!;
        Assert.That(exception.Message, Does.Contain("exists already").And.Contain("no limit of the rate"));
    }

    [TestCase("3.2", 401, "apiKey")]
    [TestCase("1.2", 403, "client secret")]
    [TestCase("4.1", 403, "another client")]
    [TestCase("4.5", 500, "mistakes of the caller")]
    public async Task Call_Refused_SaysWhatToLookAt(string section, int status, string advice)
    {
        await using var system = ScriptedPartner.Start(ScriptedAnswer.Of(status, []));
        await using TestFuxi fuxi = TestFuxi.Calling(system);
        SeedCall refused = SeedCalls.All.First(call => call.Section == section);
        Assert.That(Assert.ThrowsAsync<FuxiAnswerException>(() => refused.CallAsync(fuxi.Client)).Message, Does.Contain(advice));
    }
}
