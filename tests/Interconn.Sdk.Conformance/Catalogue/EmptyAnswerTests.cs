using Interconn.Sdk.AspNetCore.Pipeline;
using Interconn.Sdk.Client;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Conformance.Catalogue;

public sealed class EmptyAnswerTests
{
    // The client knows it by its bytes; written otherwise it is read like any other answer, and only slower. So that must not happen unseen.
    [Test]
    public void Success_WithoutData_IsWhatTheClientKnowsByItsBytes([ValueSource(nameof(WithoutData))] string section)
    {
        ReadOnlyMemory<byte> answer = EnvelopeWriter.Success(NoData.Instance, InterconnEndpoints.Find(section)!);
        Assert.That(EnvelopeReader.IsEmptySuccess(answer.Span), Is.True);
    }

    [TestCase("""{"code":1,"msg":"success","data":{}}""")]
    [TestCase("""{"code":0,"msg":"success","data":{} }""")]
    [TestCase("""{"code":0,"msg":"success","data":null}""")]
    [TestCase("")]
    public void IsEmptySuccess_AnythingElse_IsFalse(string answer) =>
        Assert.That(EnvelopeReader.IsEmptySuccess(System.Text.Encoding.UTF8.GetBytes(answer)), Is.False);

    private static IEnumerable<string> WithoutData() =>
        InterconnEndpoints.All.Where(static endpoint => !endpoint.AnswersData).Select(static endpoint => endpoint.Section);
}
