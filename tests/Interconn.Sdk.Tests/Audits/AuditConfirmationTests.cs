using System.Text.Json;
using Interconn.Sdk.Audits;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Serialization;

namespace Interconn.Sdk.Tests.Audits;

public sealed class AuditConfirmationTests
{
    private const string Permit =
        """
        {"token":"s3cret","resource_level":2,"resource_type":"DATASET","resource_id":"d-1","resource_node_id":"n-1","resource_inst_id":"i-1",
         "request_node_id":"n-2","request_inst_id":"i-2","time_limit":1798761600000,"times_limit":3}
        """;

    [Test]
    public void P61_PermitAsObjectOrAsText_IsTheSamePermit()
    {
        ResourcePermit? fromObject = Read(Permit)!.ResourcePermit;
        ResourcePermit? fromText = Read(JsonSerializer.Serialize(Permit))!.ResourcePermit;
        Assert.That(fromObject, Is.Not.Null);
        Assert.That(fromObject.Token, Is.EqualTo("s3cret"));
        Assert.That(fromObject.TimesLimit, Is.EqualTo(3));
        Assert.That(fromText, Is.EqualTo(fromObject));
    }

    [Test]
    public void P61_PermitReadAsText_IsWrittenAsAnObject()
    {
        string json = JsonSerializer.Serialize(Read(JsonSerializer.Serialize(Permit))!, InterconnJson.Context.AuditConfirmation);
        Assert.That(json, Does.Contain("\"resource_permit\":{\"token\":\"s3cret\""));
    }

    [TestCase("null")]
    [TestCase(null)]
    public void Read_NoPermit_GivesNull(string? permit) => Assert.That(Read(permit)!.ResourcePermit, Is.Null);

    [TestCase("5")]
    [TestCase("true")]
    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("\"\"")]
    [TestCase("\"null\"")]
    [TestCase("\"{}\"")]
    [TestCase("\"[]\"")]
    [TestCase("\"eyJhbGciOi\"")]
    public void P61_AnythingElse_IsRefused(string permit) => Assert.That(() => Read(permit), Throws.InstanceOf<JsonException>());

    [TestCase("\"times_limit\":3", "\"times_limit\":3,\"times_limit\":4", Description = "a member twice")]
    [TestCase("\"times_limit\":3", "\"times_limit\":\"3\"", Description = "a number as text")]
    [TestCase("\"times_limit\":3", "\"times_limit\":3,", Description = "a comma at the end")]
    [TestCase("\"times_limit\":3", "\"times_limit\":3/**/", Description = "a comment")]
    [TestCase("\"token\"", "\"Token\"", Description = "another letter case")]
    [TestCase("\"token\":\"s3cret\"", "\"token\":null", Description = "null for a required field")]
    [TestCase("\"token\":\"s3cret\"", "\"token\":\"\\ud800\"", Description = "half a surrogate pair")]
    public void Read_TextThatIsNotStrict_IsRefusedAsTheObjectIs(string from, string to)
    {
        string broken = Permit.Replace(from, to, StringComparison.Ordinal);
        Assert.That(broken, Is.Not.EqualTo(Permit));
        Assert.That(() => Read(broken), Throws.InstanceOf<JsonException>());
        Assert.That(() => Read(JsonSerializer.Serialize(broken)), Throws.InstanceOf<JsonException>());
    }

    [Test]
    public void Read_TextNestedTooDeep_IsRefused()
    {
        string deep = Permit.Replace("\"s3cret\"", new string('[', 20) + new string(']', 20), StringComparison.Ordinal);
        Assert.That(() => Read(JsonSerializer.Serialize(deep)), Throws.InstanceOf<JsonException>());
        string unknown = Permit.Insert(1, $"\"x\":{new string('[', 20)}{new string(']', 20)},");
        Assert.That(() => Read(JsonSerializer.Serialize(unknown)), Throws.InstanceOf<JsonException>());
    }

    [Test]
    public void Check_PermitThatBreaksARule_NamesTheFieldOfThePermit()
    {
        AuditConfirmation confirmation = Read(Permit.Replace("\"times_limit\":3", "\"times_limit\":0", StringComparison.Ordinal))!;
        InterconnException? refusal = Assert.Throws<InterconnException>(() => ((IFieldRules)confirmation).Check());
        Assert.That(refusal.Field, Is.EqualTo("times_limit"));
    }

    [Test]
    public void ToString_WithPermit_LeavesTheTokenOut() =>
        Assert.That(Read(Permit)!.ToString(), Does.Contain("d-1").And.Not.Contain("s3cret"));

    private static AuditConfirmation? Read(string? permit) => JsonSerializer.Deserialize(
        permit is null ? """{"audit_id":"a-1","status":"APPROVED"}""" : $$"""{"audit_id":"a-1","status":"APPROVED","resource_permit":{{permit}}}""",
        InterconnJson.Context.AuditConfirmation);
}
