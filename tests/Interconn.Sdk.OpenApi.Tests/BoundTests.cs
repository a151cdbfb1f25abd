using System.Text.Json.Nodes;

namespace Interconn.Sdk.OpenApi.Tests;

/// <summary>Bounds and sets of the schemas, as the decisions on the standard give them: ids 128, names 256, descriptions 4,096 characters.</summary>
public sealed class BoundTests
{
    [TestCase("DatasetAuditApplication", "audit_id", 1, 128)]
    [TestCase("ContractApplication", "name", 1, 256)]
    [TestCase("ContractApplication", "address", 1, 1024)]
    [TestCase("ContractApplication", "auth_credential", 1, 16 * 1024)]
    [TestCase("ContractApplication", "description", null, 4096)]
    [TestCase("ProjectDataset", "owner", 1, 128)]
    [TestCase("ProjectAuditApplication", "type", null, 256)]
    [TestCase("ResourcePermit", "resource_id", 1, 128)]
    [TestCase("DagComponent", "name", 1, 256)]
    [TestCase("DagPort", "key", 1, 1024)]
    public void Text_OfARequest_HasTheBoundsOfItsCheck(string model, string field, int? min, int max)
    {
        JsonObject text = Field(model, field);
        JsonNode bounded = text["anyOf"]?[0] ?? text;
        Assert.That((int?)bounded["minLength"], Is.EqualTo(min));
        Assert.That((int?)bounded["maxLength"], Is.EqualTo(max));
    }

    [Test]
    public void AuthScope_OfARequest_IsBoundedInKindsAndInIds()
    {
        JsonObject scope = Field("DatasetAuditApplication", "auth_scope");
        Assert.That((int?)scope["maxProperties"], Is.EqualTo(256));
        Assert.That((int?)scope["additionalProperties"]!["maxItems"], Is.EqualTo(1000));
        Assert.That((int?)scope["additionalProperties"]!["items"]!["maxLength"], Is.EqualTo(128));
    }

    [Test]
    public void Numbers_OfRequests_HaveTheirLeastValue()
    {
        Assert.That((int?)Field("DatasetAuditApplication", "times_limit")["minimum"], Is.EqualTo(1));
        Assert.That((int?)Field("ProjectDataset", "count")["minimum"], Is.Zero);
        Assert.That(Field("ResourcePermit", "resource_level")["minimum"], Is.Null);
    }

    [Test]
    public void Pages_OfQueries_StartAtOneAndAllowMinusOneForAll()
    {
        Dictionary<string, JsonObject> query = Document.Parameters(Document.Operation("GET", "/v1/interconn/dataset/pub/list"), "query");
        Assert.That((int?)query["page_num"]["schema"]!["minimum"], Is.EqualTo(1));
        Assert.That((int?)query["page_size"]["schema"]!["minimum"], Is.EqualTo(-1));
    }

    [TestCase("ApprovalStatus", "APPLIED", "APPROVED", "REJECTED", "TERMINATED")]
    [TestCase("ApprovalDecision", "APPROVED", "REJECTED")]
    [TestCase("ColumnDistribution", "DISCRETE", "CONTINUOUS")]
    [TestCase("ComponentStatus", "ENABLED", "DISABLED")]
    public void ClosedSet_OfTheStandard_HasItsWordsAndNoOther(string name, params string[] words) =>
        Assert.That(Schema(name)["enum"]!.AsArray().Select(word => (string)word!), Is.EquivalentTo(words));

    [TestCase("ProjectType")]
    [TestCase("ResourceType")]
    public void OpenSet_OfTheStandard_TakesAnyText(string name)
    {
        Assert.That(Schema(name)["examples"]!.AsArray(), Is.Not.Empty);
        Assert.That(SchemaCheck.Findings(Schema(name), "a partner's own word"), Is.Empty);
    }

    [TestCase("x-source-node-id", "LX0000010000280", "-._:aZ9", false)]
    [TestCase("x-nonce", "0000000000000000", "-_aZ900000000000", false)]
    [TestCase("x-source-node-id", "a b", "", true)]
    [TestCase("x-nonce", "000000000000000", "0000000000000.00", true)]
    [TestCase("x-timestamp", "176627520000", "0766275200000", true)]
    public void Header_OfAnOperation_HasItsForm(string header, string first, string second, bool isRefused)
    {
        JsonObject schema = Document.Parameters(Document.Operation("GET", "/v1/interconn/node/health"), "header")[header]["schema"]!.AsObject();
        foreach (string value in new[] { first, second })
        {
            Assert.That(SchemaCheck.Findings(schema, value), isRefused ? Is.Not.Empty : Is.Empty, value);
        }
    }

    [Test]
    public void RequiredFields_OfAModel_MayNotBeNullAndOthersMay()
    {
        Assert.That(SchemaCheck.Findings(Field("DatasetAuditApplication", "audit_id"), null), Is.Not.Empty);
        Assert.That(SchemaCheck.Findings(Field("DatasetAuditApplication", "time_limit"), null), Is.Empty);
        Assert.That(SchemaCheck.Findings(Field("DatasetAuditApplication", "times_limit"), null), Is.Empty);
    }

    private static JsonObject Schema(string name) => Document.Target($"#/components/schemas/{name}");

    private static JsonObject Field(string model, string field) => Schema(model)["properties"]![field]!.AsObject();
}
