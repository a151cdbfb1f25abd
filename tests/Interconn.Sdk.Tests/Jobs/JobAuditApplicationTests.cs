using System.Text.Json;
using System.Text.Json.Nodes;
using Interconn.Sdk.Flows;
using Interconn.Sdk.Jobs;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Tests.Jobs;

/// <summary>The rules of 7.1 and 8.1: the DAG and the configuration are looked into, and the field is named as each of them calls it.</summary>
public sealed class JobAuditApplicationTests
{
    private static readonly DagPort Output = new() { Key = "data", Type = "table" };

    private static readonly DagComponent Reader =
        new() { Name = "reader", ComponentName = "c", Provider = "p", Version = "1", Input = [], Output = [Output] };

    private static readonly Dag GoodDag = new() { Version = "2", Components = [Reader] };

    private static readonly JobConfig GoodConfig = new()
    {
        Version = "2",
        Initiator = new() { Role = "guest", NodeId = "g0" },
        Role = new() { Guest = ["g0"] },
    };

    private static IEnumerable<TestCaseData> BadDags()
    {
        string tooLong = new('x', 257);
        yield return Named("self", GoodDag with { Components = [Reader with { Input = [new() { Key = "reader.data", Type = "table" }] }] });
        yield return Named("null component", GoodDag with { Components = [null!] });
        yield return Named("null port", GoodDag with { Components = [Reader with { Output = [null!] }] });
        yield return Named("version", GoodDag with { Version = "" });
        yield return Named("name", GoodDag with { Components = [Reader with { Name = tooLong }] });
        yield return Named("control character", GoodDag with { Components = [Reader with { Name = "a\nb" }] });
        yield return Named("componentName", GoodDag with { Components = [Reader with { ComponentName = tooLong }] });
        yield return Named("provider", GoodDag with { Components = [Reader with { Provider = tooLong }] });
        yield return Named("component version", GoodDag with { Components = [Reader with { Version = tooLong }] });
        yield return Named("key", GoodDag with { Components = [Reader with { Output = [Output with { Key = new('x', 1025) }] }] });
        yield return Named("type", GoodDag with { Components = [Reader with { Output = [Output with { Type = tooLong }] }] });
        yield return Named("components", GoodDag with { Components = [.. Enumerable.Range(0, 1001).Select(i => Reader with { Name = $"n{i}" })] });
        yield return Named("ports", GoodDag with
        {
            Components = [Reader with { Output = [.. Enumerable.Range(0, 1001).Select(i => Output with { Key = $"k{i}" })] }],
        });
        yield return Named("unknown members", GoodDag with { UnknownMembers = Many(257) });
        yield return Named("unknown members of a port", GoodDag with { Components = [Reader with { Output = [Output with { UnknownMembers = Many(257) }] }] });
    }

    private static IEnumerable<TestCaseData> BadConfigs()
    {
        var param = new JobConfigParams();
        string tooLong = new('x', 129);
        yield return Named("version", GoodConfig with { Version = new('x', 257) });
        yield return Named("role", GoodConfig with { Initiator = new() { Role = "leader", NodeId = "g0" } });
        yield return Named("initiator", GoodConfig with { Initiator = new() { Role = "guest", NodeId = tooLong }, Role = new() { Guest = [tooLong] } });
        yield return Named("null node", GoodConfig with { Role = new() { Guest = ["g0", null!] } });
        yield return Named("nodes", GoodConfig with { Role = new() { Guest = ["g0"], Host = [.. Enumerable.Repeat("h", 1001)] } });
        yield return Named("null parameters", GoodConfig with { JobParams = param with { Guest = new Dictionary<string, JsonObject> { ["0"] = null! } } });
        yield return Named("parties", GoodConfig with
        {
            JobParams = param with { Arbiter = Enumerable.Range(0, 257).ToDictionary(i => $"{i}", _ => new JsonObject()) },
        });
        yield return Named("members", GoodConfig with
        {
            JobParams = param with { Common = new JsonObject(Enumerable.Range(0, 257).Select(i => KeyValuePair.Create($"m{i}", (JsonNode?)i))) },
        });
        yield return Named("component", GoodConfig with { TaskParams = param with { Common = new JsonObject { ["nobody"] = 1 } } });
        yield return Named("unknown members", GoodConfig with { UnknownMembers = Many(257) });
    }

    [Test]
    public void Check_GoodDagAndConfig_Holds()
    {
        Assert.That(() => Check(FlowOf(GoodDag, null)), Throws.Nothing);
        Assert.That(() => Check(FlowOf(GoodDag, GoodConfig)), Throws.Nothing);
        Assert.That(() => Check(JobOf(GoodDag, GoodConfig)), Throws.Nothing);
    }

    [TestCaseSource(nameof(BadDags))]
    public void Check_DagThatBreaksARule_NamesDag(Dag dag)
    {
        Assert.That(() => Check(FlowOf(dag, GoodConfig)), RefusalOf("dag"));
        Assert.That(() => Check(JobOf(dag, GoodConfig)), RefusalOf("dag"));
    }

    [TestCaseSource(nameof(BadConfigs))]
    public void Check_ConfigThatBreaksARule_NamesItAsTheRequestDoes(JobConfig config)
    {
        Assert.That(() => Check(FlowOf(GoodDag, config)), RefusalOf("config"));
        Assert.That(() => Check(JobOf(GoodDag, config)), RefusalOf("conf"));
    }

    [Test]
    public void UnknownMembers_OfTwoCopies_AreNotShared()
    {
        Dictionary<string, JsonElement> members = Many(1);
        Dag dag = GoodDag with { UnknownMembers = members };
        members.Clear();
        Assert.That(dag.UnknownMembers, Has.Count.EqualTo(1));
        Assert.That(GoodDag.UnknownMembers, Is.Empty);
    }

    private static void Check(IFieldRules request) => request.Check();

    private static NUnit.Framework.Constraints.EqualStringConstraint RefusalOf(string field) => Throws.TypeOf<InterconnException>()
        .With.Property(nameof(InterconnException.Code)).EqualTo(40004)
        .And.Property(nameof(InterconnException.Field)).EqualTo(field);

    private static TestCaseData Named<T>(string name, T value) => new TestCaseData(value).SetArgDisplayNames(name);

    private static Dictionary<string, JsonElement> Many(int count) =>
        Enumerable.Range(0, count).ToDictionary(i => $"m{i}", _ => JsonElement.Parse("1"));

    private static FlowAuditApplication FlowOf(Dag dag, JobConfig? config) =>
        new() { AuditId = "a", FlowId = "f", Name = "n", Dag = dag, Config = config };

    private static JobAuditApplication JobOf(Dag dag, JobConfig config) =>
        new() { AuditId = "a", JobId = "j", FlowId = "f", Name = "n", ProjectId = "p", Dag = dag, Conf = config };
}
