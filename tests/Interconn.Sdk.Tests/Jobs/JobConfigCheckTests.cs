using System.Text.Json;
using Interconn.Sdk.Flows;
using Interconn.Sdk.Jobs;
using Interconn.Sdk.Serialization;

namespace Interconn.Sdk.Tests.Jobs;

public sealed class JobConfigCheckTests
{
    private const string Roles = """{"guest":["g0"],"host":["h0","h1"],"arbiter":["g0"]}""";

    [Test]
    public void Check_ConfigThatFitsItsDag_FindsNothing()
    {
        JobConfig config = ConfigOf("guest", "g0", Roles, """{"common":{"x":1},"guest":{"0":{"y":2}}}""",
            """{"common":{"psi":{}},"host":{"0":{"psi":{}},"1":{"lr":{}}},"arbiter":{"0":{"lr":{}}}}""");
        Assert.That(JobConfigCheck.Check(config, DagOf("psi", "lr")), Is.Empty);
    }

    [TestCase("Guest")]
    [TestCase("guest ")]
    [TestCase("")]
    [TestCase("leader")]
    public void Check_InitiatorOfNoRole_FindsUnknownRole(string role) =>
        AssertFindings(ConfigOf(role, "g0", Roles), ("initiator.role", JobConfigFindingKind.UnknownRole));

    [TestCase("guest", "h0")]
    [TestCase("host", "g0")]
    [TestCase("arbiter", "G0")]
    public void Check_InitiatorThatItsRoleDoesNotList_FindsIt(string role, string node) =>
        AssertFindings(ConfigOf(role, node, Roles), ("initiator.node_id", JobConfigFindingKind.InitiatorNotInRole));

    [Test]
    public void Check_RoleWithoutList_SaysNothing() =>
        AssertFindings(ConfigOf("guest", "g0", """{"host":["h0"]}""", """{"guest":{"7":{}}}"""));

    [Test]
    public void Check_RoleWithEmptyList_HasNoParty() => AssertFindings(
        ConfigOf("host", "h0", """{"guest":[],"host":["h0"]}""", """{"guest":{"0":{}}}"""),
        ("job_params.guest.0", JobConfigFindingKind.UnknownParty));

    [TestCase("2")]
    [TestCase("-1")]
    [TestCase("+1")]
    [TestCase("00")]
    [TestCase(" 0")]
    [TestCase("")]
    [TestCase("０")]
    [TestCase("h0")]
    [TestCase("99999999999")]
    public void Check_ParametersForNoPlace_FindsUnknownParty(string place)
    {
        string parameters = $"{{\"host\":{{\"{place}\":{{}}}}}}";
        AssertFindings(ConfigOf("guest", "g0", Roles, parameters), ($"job_params.host.{place}", JobConfigFindingKind.UnknownParty));
        AssertFindings(ConfigOf("guest", "g0", Roles, null, parameters), ($"task_params.host.{place}", JobConfigFindingKind.UnknownParty));
    }

    [Test]
    public void Check_ParametersOfNoComponent_FindsUnknownComponentWhereADagIsThere()
    {
        JobConfig config = ConfigOf("guest", "g0", Roles, """{"common":{"psi":1}}""",
            """{"common":{"PSI":{}},"guest":{"0":{"psi":{},"xgb":{}}}}""");
        AssertFindings(config);
        Assert.That(
            JobConfigCheck.Check(config, DagOf("psi")).Select(finding => (finding.Field, finding.Kind)),
            Is.EqualTo([("task_params.common", JobConfigFindingKind.UnknownComponent), ("task_params.guest.0", JobConfigFindingKind.UnknownComponent)]));
    }

    [Test]
    public void ToString_OfAConfig_HoldsNoParameter()
    {
        JobConfig config = ConfigOf("guest", "g0", Roles, """{"common":{"password":"s3cret"}}""", """{"guest":{"0":{"psi":"s3cret"}}}""");
        Assert.That(config.ToString(), Does.Contain("g0").And.Not.Contain("s3cret"));
    }

    private static void AssertFindings(JobConfig config, params (string Field, JobConfigFindingKind Kind)[] expected) =>
        Assert.That(JobConfigCheck.Check(config).Select(finding => (finding.Field, finding.Kind)), Is.EqualTo(expected));

    private static JobConfig ConfigOf(string role, string node, string roles, string? jobParams = null, string? taskParams = null)
    {
        string json = $$"""
            {"version":"2.0.0","initiator":{"role":"{{role}}","node_id":"{{node}}"},"role":{{roles}},
             "job_params":{{jobParams ?? "null"}},"task_params":{{taskParams ?? "null"}}}
            """;
        return (JobConfig)JsonSerializer.Deserialize(json, InterconnJson.Options.GetTypeInfo(typeof(JobConfig)))!;
    }

    private static Dag DagOf(params string[] names) => new()
    {
        Version = "2.0.0",
        Components = [.. names.Select(name => new DagComponent
        {
            Name = name, ComponentName = "c", Provider = "p", Version = "1", Input = [], Output = [],
        })],
    };
}
