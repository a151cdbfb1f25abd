using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Interconn.Sdk.Audits;
using Interconn.Sdk.Components;
using Interconn.Sdk.Datasets;
using Interconn.Sdk.Flows;
using Interconn.Sdk.Projects;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Serialization;

namespace Interconn.Sdk.Tests.Serialization;

/// <summary>What is JSON and not what the standard means by it.</summary>
public sealed class StrictJsonTests
{
    private const string Scoped = """{"audit_id":"a","contract_id":"c","dataset_id":"d","auth_scope":SCOPE}""";

    [TestCase("\"approved\"")]
    [TestCase("\"APPROVED \"")]
    [TestCase("\" APPROVED\"")]
    [TestCase("\"PENDING\"")]
    [TestCase("\"APPROVED,REJECTED\"")]
    [TestCase("\"0\"")]
    [TestCase("\"\"")]
    public void B48_UnknownWordOfAClosedSet_IsAFieldFormException(string word)
    {
        Assert.That(() => Read($$"""{"audit_id":"a","status":{{word}}}""", InterconnJson.Context.AuditConfirmation), Throws.TypeOf<FieldFormException>());
        Assert.That(() => Read($$"""{"status":{{word}}}""", InterconnJson.Context.AuditState), Throws.TypeOf<FieldFormException>());
        Assert.That(
            () => Read($$"""{"name":"n","data_type":"int","distribution":{{word}}}""", TypeInfo<ColumnMeta>()), Throws.TypeOf<FieldFormException>());
        Assert.That(() => Read(Component("{}", word), InterconnJson.Context.ComponentDetail), Throws.TypeOf<FieldFormException>());
    }

    [TestCase("1")]
    [TestCase("null")]
    [TestCase("true")]
    [TestCase("{}")]
    public void B48_NoWordAtAll_IsMalformedJson(string value)
    {
        JsonException? refusal = Assert.Catch<JsonException>(
            () => Read($$"""{"audit_id":"a","status":{{value}}}""", InterconnJson.Context.AuditConfirmation));
        Assert.That(refusal, Is.Not.InstanceOf<FieldFormException>());
    }

    // A confirmation decides: what has not been decided, or has ended, is no decision.
    [TestCase("APPLIED")]
    [TestCase("TERMINATED")]
    public void B48_StateThatIsNoDecision_IsRefusedInAConfirmation(string word) =>
        Assert.That(() => Read($$"""{"audit_id":"a","status":"{{word}}"}""", InterconnJson.Context.AuditConfirmation), Throws.TypeOf<FieldFormException>());

    [Test]
    public void T29_TimeOfNoKnownForm_IsAFieldFormExceptionAtAnyDepth()
    {
        Assert.That(
            () => Read("""{"audit_id":"a","contract_id":"c","dataset_id":"d","time_limit":5}""", InterconnJson.Context.DatasetAuditApplication),
            Throws.TypeOf<FieldFormException>().With.Property(nameof(JsonException.Path)).EqualTo("$.time_limit"));
        const string Permit =
            """
            {"token":"t","resource_level":1,"resource_type":"D","resource_id":"d","resource_node_id":"n","resource_inst_id":"i",
             "request_node_id":"r","request_inst_id":"s","time_limit":5}
            """;
        string asText = JsonSerializer.Serialize(Permit);
        Assert.That(
            () => Read($$"""{"audit_id":"a","status":"APPROVED","resource_permit":{{Permit}}}""", InterconnJson.Context.AuditConfirmation),
            Throws.TypeOf<FieldFormException>());
        Assert.That(
            () => Read($$"""{"audit_id":"a","status":"APPROVED","resource_permit":{{asText}}}""", InterconnJson.Context.AuditConfirmation),
            Throws.TypeOf<FieldFormException>());
    }

    [TestCase("""{"NODE":["a"],"NODE":["b"]}""")]
    [TestCase("""{"NODE":["\ud800"]}""")]
    [TestCase("""{"\udc00":[]}""")]
    public void B46_ScopeThatIsNotStrict_IsRefused(string scope) => Assert.That(
        () => Read(Scoped.Replace("SCOPE", scope, StringComparison.Ordinal), InterconnJson.Context.DatasetAuditApplication),
        Throws.InstanceOf<JsonException>());

    [TestCase("""{"a":"\ud800"}""")]
    [TestCase("""{"a":{"b":["\udfff\ud800"]}}""")]
    [TestCase("""{"\ud800":1}""")]
    [TestCase("""{"a":{"\ud800":1}}""")]
    [TestCase("""{"a":1,"a":2}""")]
    [TestCase("""{"a":{"b":1,"b":2}}""")]
    [TestCase("""{"a":[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]}""")]
    public void B46_FreeJsonThatIsNotStrict_IsRefusedWhereverItStands(string free)
    {
        string members = free[1..^1];
        Assert.Multiple(() =>
        {
            Assert.That(() => Read(Component(free), InterconnJson.Context.ComponentDetail), Throws.InstanceOf<JsonException>());
            Assert.That(() => Read($$"""{"version":"1","components":[],"x":{{free}}}""", TypeInfo<Dag>()), Throws.InstanceOf<JsonException>());
            Assert.That(() => Read($$"""{"version":"1","components":[],{{members}}}""", TypeInfo<Dag>()), Throws.InstanceOf<JsonException>());
        });
    }

    [Test]
    public void B46_BytesThatAreNoUtf8_AreRefusedInFreeJson()
    {
        byte[] body = Encoding.UTF8.GetBytes("""{"version":"1","components":[],"x":{"a":"?"}}""");
        Assert.That(() => JsonSerializer.Deserialize(body, TypeInfo<Dag>()), Throws.Nothing);
        body[Array.IndexOf(body, (byte)'?')] = 0xFF;
        Assert.That(() => JsonSerializer.Deserialize(body, TypeInfo<Dag>()), Throws.InstanceOf<JsonException>());
    }

    [Test]
    public void Read_NullInAListOfAnAnswer_IsRefused()
    {
        Assert.Multiple(() =>
        {
            Assert.That(() => Read("""{"records":[null],"total":1}""", InterconnJson.Context.DatasetPage), Throws.InstanceOf<JsonException>());
            Assert.That(() => Read("""{"records":[null],"total":1}""", InterconnJson.Context.ProjectPage), Throws.InstanceOf<JsonException>());
            Assert.That(() => Read("""{"records":[null],"total":1}""", InterconnJson.Context.ComponentPage), Throws.InstanceOf<JsonException>());
            Assert.That(
                () => Read("""{"dataset_id":"d","name":"n","owner":"o","column_metas":[null]}""", InterconnJson.Context.DatasetDetail),
                Throws.InstanceOf<JsonException>());
            Assert.That(() => Read(Component("null"), InterconnJson.Context.ComponentDetail), Throws.InstanceOf<JsonException>());
            Assert.That(() => Read(Project("[null]", "{}"), InterconnJson.Context.ProjectDetail), Throws.InstanceOf<JsonException>());
            Assert.That(() => Read(Project("[]", """{"n":null}"""), InterconnJson.Context.ProjectDetail), Throws.InstanceOf<JsonException>());
            Assert.That(() => Read(Project("[]", """{"n":["d",null]}"""), InterconnJson.Context.ProjectDetail), Throws.InstanceOf<JsonException>());
            Assert.That(() => Read(Project("[]", """{"n":["d"]}"""), InterconnJson.Context.ProjectDetail), Throws.Nothing);
        });
    }

    [Test]
    public void Read_ProjectTypeOfNobody_IsKept()
    {
        var application = (ProjectAuditApplication)Read(
            """{"audit_id":"a","contract_id":"c","project_id":"p","name":"n","type":"QUANTUM"}""", InterconnJson.Context.ProjectAuditApplication)!;
        Assert.That(application.Type, Is.EqualTo(new ProjectType("QUANTUM")));
        Assert.That(ProjectType.HeteroFl.ToString(), Is.EqualTo("HETERO_FL"));
    }

    [TestCase("-1")]
    [TestCase("0")]
    public void B47_TimesLimitBelowOne_IsAFieldRule(string limit)
    {
        object application = Read(
            $$"""{"audit_id":"a","contract_id":"c","dataset_id":"d","times_limit":{{limit}}}""", InterconnJson.Context.DatasetAuditApplication)!;
        Assert.That(
            () => ((IFieldRules)application).Check(),
            Throws.TypeOf<InterconnException>().With.Property(nameof(InterconnException.Field)).EqualTo("times_limit"));
    }

    [Test]
    public void Check_CountBelowZeroOfAProjectsDataset_NamesIt()
    {
        object application = Read(
            """{"audit_id":"a","contract_id":"c","project_id":"p","name":"n","datasets":[{"dataset_id":"d","name":"n","owner":"o","count":-1}]}""",
            InterconnJson.Context.ProjectAuditApplication)!;
        Assert.That(
            () => ((IFieldRules)application).Check(),
            Throws.TypeOf<InterconnException>().With.Property(nameof(InterconnException.Field)).EqualTo("count"));
    }

    private static object? Read(string json, JsonTypeInfo model) => JsonSerializer.Deserialize(json, model);

    private static JsonTypeInfo TypeInfo<T>() => InterconnJson.Options.GetTypeInfo(typeof(T));

    private static string Component(string input, string status = "\"ENABLED\"") =>
        $$"""{"code":"c","version":"1","name":"n","engine":"e","status":{{status}},"inputs":[{{input}}],"outputs":[]}""";

    private static string Project(string nodes, string datasets) =>
        $$"""{"project_id":"p","name":"n","nodes":{{nodes}},"datasets":{{datasets}}}""";
}
