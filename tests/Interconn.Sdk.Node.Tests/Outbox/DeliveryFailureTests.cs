using System.Security.Cryptography;
using System.Text.Json;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Node.Tests.Outbox;

/// <summary>What is retried: the signing profile, "Envelope codes".</summary>
public sealed class DeliveryFailureTests
{
    // Retried: 401, 408, 429, 5xx except 501. A failure of the whole partner lets all its messages wait.
    [TestCase(401, 40101, "Message")]
    [TestCase(408, 40801, "Partner")]
    [TestCase(429, 42901, "Partner")]
    [TestCase(500, 50001, "Partner")]
    [TestCase(502, 50201, "Partner")]
    [TestCase(503, 50301, "Partner")]
    [TestCase(501, 50101, "Final")]
    [TestCase(400, 40004, "Final")]
    [TestCase(403, 40301, "Final")]
    [TestCase(409, 40902, "Final")]
    [TestCase(413, 41301, "Final")]

    // Under HTTP 200 the first three digits of a code of five.
    [TestCase(200, 40101, "Message")]
    [TestCase(200, 50301, "Partner")]
    [TestCase(200, 50101, "Final")]
    [TestCase(200, 40901, "Final")]
    [TestCase(200, 7, "Final")]
    [TestCase(200, 503, "Final")]
    [TestCase(200, 503001, "Final")]

    // Under any other status the code says nothing.
    [TestCase(400, 50301, "Final")]
    [TestCase(503, 40004, "Partner")]
    public void Of_AnAnswer_IsJudgedByItsStatus(int status, int code, string expected)
    {
        var failure = DeliveryFailure.Of(new InterconnAnswerException(code, "refused") { HttpStatus = status }, OutboxKind.AuditConfirmation);
        Assert.That(failure.Scope.ToString(), Is.EqualTo(expected));
        Assert.That(failure.Code, Is.EqualTo(code));
        Assert.That(failure.Text, Is.EqualTo("refused"));
    }

    // A confirmation or a termination can overtake the answer that names its id.
    [TestCase(OutboxKind.ContractConfirmation, "Message")]
    [TestCase(OutboxKind.ContractTermination, "Message")]
    [TestCase(OutboxKind.AuditConfirmation, "Message")]
    [TestCase(OutboxKind.AuditTermination, "Message")]
    [TestCase(OutboxKind.AuditApplication, "Final")]
    [TestCase(OutboxKind.NodeUpdate, "Final")]
    public void Of_404_IsRetriedForConfirmationsAndTerminations(OutboxKind kind, string expected) =>
        Assert.That(
            DeliveryFailure.Of(new InterconnAnswerException(InterconnCodes.NotFound, "no") { HttpStatus = 404 }, kind).Scope.ToString(), Is.EqualTo(expected));

    [Test]
    public void Of_NoAnswer_IsThePartners()
    {
        Assert.That(DeliveryFailure.Of(new InterconnTransportException("none"), OutboxKind.AuditApplication).Scope, Is.EqualTo(FailureScope.Partner));
        Assert.That(DeliveryFailure.Of(new InterconnProtocolException("html"), OutboxKind.AuditApplication).Scope, Is.EqualTo(FailureScope.Partner));
    }

    [Test]
    public void Of_SomethingOfOurOwn_ConcernsThisMessageOnly_AndQuotesNoStrangersWords()
    {
        Assert.That(DeliveryFailure.Of(new InterconnRequestException("field"), OutboxKind.AuditApplication).Scope, Is.EqualTo(FailureScope.Final));
        Assert.That(DeliveryFailure.Of(new JsonException("secret"), OutboxKind.AuditApplication), Is.EqualTo(
            new DeliveryFailure(FailureScope.Final, 0, "The content that was kept cannot be read.", null)));
        Assert.That(DeliveryFailure.Of(new CryptographicException("secret"), OutboxKind.AuditApplication), Is.EqualTo(
            new DeliveryFailure(FailureScope.Message, 0, "This node failed to send it: CryptographicException.", null)));
        Assert.That(
            DeliveryFailure.Of(new InterconnException(InterconnCodes.Unavailable, "store"), OutboxKind.AuditApplication).Scope, Is.EqualTo(FailureScope.Message));
    }

    [Test]
    public void IsAnswer_OnlyWherePartnerCouldJudge()
    {
        Assert.That(Answer(409).IsAnswer, Is.True);
        Assert.That(Answer(401).IsAnswer, Is.True);
        Assert.That(Answer(503).IsAnswer, Is.False);
        Assert.That(DeliveryFailure.Of(new InterconnTransportException("none"), OutboxKind.AuditApplication).IsAnswer, Is.False);
        Assert.That(DeliveryFailure.Of(new InvalidOperationException("no address"), OutboxKind.AuditApplication).IsAnswer, Is.False);

        static DeliveryFailure Answer(int status) =>
            DeliveryFailure.Of(new InterconnAnswerException(status * 100, "no") { HttpStatus = status }, OutboxKind.AuditApplication);
    }
}
