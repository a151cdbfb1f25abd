using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Tests.Protocol;

public sealed class InterconnExceptionTests
{
    [Test]
    public void Constructor_CodeAlone_HasItsFixedText()
    {
        var exception = new InterconnException(InterconnCodes.NotFound);
        Assert.That((exception.Code, exception.Message), Is.EqualTo((40401, "not found")));
        object?[] rest = [exception.Field, exception.Msg, exception.TraceId, exception.Endpoint, exception.PartnerNodeId, exception.HttpStatus];
        Assert.That(rest, Is.All.Null);
    }

    [Test]
    public void Constructor_WithCause_KeepsIt()
    {
        var cause = new IOException("disk");
        var exception = new InterconnException(InterconnCodes.Unavailable, "store", cause);
        Assert.That((exception.Message, exception.InnerException), Is.EqualTo(("store", cause)));
    }

    [Test]
    public void ForField_NamesFieldAndRule()
    {
        InterconnException exception = InterconnException.ForField("page_num", "must be 1 or more.");
        Assert.That((exception.Code, exception.Field), Is.EqualTo((InterconnCodes.FieldRule, "page_num")));
        Assert.That(exception.Message, Is.EqualTo("Field 'page_num': must be 1 or more."));
    }

    [Test]
    public void Family_EachKind_HasTheCodeOfItsMeaning()
    {
        InterconnException[] family =
        [
            new InterconnAnswerException(40301, "m"),
            new InterconnProtocolException("m"),
            new InterconnTransportException("m"),
            new InterconnRequestException("m"),
        ];
        Assert.That(family.Select(exception => exception.Code), Is.EqualTo([40301, 50001, 50301, 40004]));
    }
}
