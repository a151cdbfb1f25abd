using System.Text;
using System.Text.Json.Nodes;
using Interconn.Sdk.Conformance.Catalogue;
using Interconn.Sdk.Hosting;

namespace Interconn.Sdk.Conformance.OnTheWire;

/// <summary>B46, B48 and B50: JSON that is none, or is not what its endpoint asks for. Each by its stage: 40003, then 40004 with the field's name.</summary>
public sealed class JsonFormTests : NodeOnTheWire
{
    private const string JobApply = "/v1/interconn/job/audit/apply";

    [TestCase("")]
    [TestCase(" ")]
    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("[" + Application + "]")]
    [TestCase("\"x\"")]
    [TestCase("0")]
    [TestCase("true")]
    public async Task B50_AnotherRoot_IsNoJsonOfARequest(string json) => await RefusedAsync(Post(json), "400/40003", verified: true);

    [TestCase("{")]
    [TestCase("}")]
    [TestCase("{}{}")]
    [TestCase(Application + "x")]
    [TestCase(Application + Application)]
    [TestCase("{\"audit_id\":\"a\",}")]
    [TestCase("{'audit_id':'a'}")]
    [TestCase("{audit_id:\"a\"}")]
    [TestCase("{\"audit_id\":\"a\"/* b */}")]
    [TestCase("{\"audit_id\":\"a\nb\"}", Description = "a bare line feed in a text")]
    [TestCase("{\"audit_id\":\"\\x41\"}")]
    [TestCase("{\"times_limit\":NaN}")]
    [TestCase("{\"times_limit\":Infinity}")]
    [TestCase("{\"times_limit\":-Infinity}")]
    [TestCase("{\"times_limit\":0x10}")]
    [TestCase("{\"times_limit\":01}")]
    [TestCase("{\"times_limit\":+1}")]
    [TestCase("{\"times_limit\":.5}")]
    [TestCase("{\"times_limit\":1.}")]
    [TestCase("{\"times_limit\":1e}")]
    public async Task B46_TextThatIsNoJson_IsMalformed(string json) => await RefusedAsync(Post(json), "400/40003", verified: true);

    [TestCase("""{"audit_id":"a","audit_id":"a","contract_id":"c-01","dataset_id":"d"}""", Description = "a known member")]
    [TestCase("""{"audit_id":"a","\u0061udit_id":"b","contract_id":"c-01","dataset_id":"d"}""", Description = "spelled otherwise")]
    [TestCase("""{"audit_id":"a","contract_id":"c-01","dataset_id":"d","auth_scope":{"NODE":["a"],"NODE":["b"]}}""", Description = "in the map")]
    [TestCase("""{"audit_id":"a","contract_id":"c-01","dataset_id":"d","auth_scope":{"NODE":["a"],"\u004eODE":["b"]}}""")]
    [TestCase("""{"audit_id":"a","contract_id":"c-01","dataset_id":"d","x":1,"x":2}""", Description = "a member that nobody knows")]
    [TestCase("""{"audit_id":"a","contract_id":"c-01","dataset_id":"d","x":{"y":[{"z":1,"z":2}]}}""", Description = "inside one")]
    [TestCase("""{"audit_id":5,"contract_id":"c-01","dataset_id":"d","x":1,"x":2}""", Description = "beside a member of the wrong shape")]
    public async Task B46_RepeatedMember_IsNoJson(string json) => await RefusedAsync(Post(json), "400/40003", verified: true);

    [TestCase("conf/task_params/common", "\"x\":1,\"x\":1")]
    [TestCase("conf/job_params", "\"x\":1,\"x\":1")]
    [TestCase("conf/role", "\"guest\":[],\"guest\":[]")]
    [TestCase("dag", "\"vendor\":{\"a\":1,\"a\":1}")]
    [TestCase("dag/components/0", "\"vendor\":1,\"vendor\":1")]
    public async Task B46_RepeatedMemberInFreeJson_IsNoJson(string path, string members) =>
        await RefusedAsync(RequestDraft.Post(JobApply, JobWith(path, members)), "400/40003", verified: true);

    [Test]
    public async Task B46_RepeatedMemberOfAPermitWrittenAsText_BreaksItsRule()
    {
        const string Permit = """{"token":"t","token":"u"}""";
        string json = new JsonObject { ["audit_id"] = "a", ["status"] = "APPROVED", ["resource_permit"] = Permit }.ToJsonString();
        await RefusedAsync(RequestDraft.Post(DatasetConfirm, json), "400/40004", verified: true);
    }

    [TestCase("conf/task_params/common/name-1", "\"x\":\"\\ud800\"")]
    [TestCase("conf/task_params/common/name-1", "\"\\udc00\":1")]
    [TestCase("conf/job_params", "\"x\":[{\"y\":\"\\udfff\\ud800\"}]")]
    [TestCase("dag", "\"vendor\":\"\\ud800x\"")]
    [TestCase("dag/components/0", "\"\\ud800\":1")]
    [TestCase("", "\"unknown\":\"\\ud800\"")]
    public async Task B46_HalfASurrogatePairInFreeJson_IsNoJson(string path, string members) =>
        await RefusedAsync(RequestDraft.Post(JobApply, JobWith(path, members)), "400/40003", verified: true);

    [TestCase("conf/task_params/common/name-1", "\"x\":\"MARK\"")]
    [TestCase("conf/task_params/common/name-1", "\"MARK\":1")]
    [TestCase("dag", "\"vendor\":[\"MARK\"]")]
    [TestCase("dag/components/0", "\"vendor\":{\"MARK\":1}")]
    [TestCase("", "\"unknown\":\"MARK\"")]
    [TestCase("", "\"unknown\":{\"MARK\":null}")]
    public async Task B46_BytesThatAreNoUtf8InFreeJson_AreNoJson(string path, string members)
    {
        foreach (byte[] bad in new byte[][] { [0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xe4, 0xb8], [0xf5, 0x80, 0x80, 0x80] })
        {
            RequestDraft draft = RequestDraft.Post(JobApply, JobWith(path, members));
            int mark = Encoding.Latin1.GetString(draft.Body).IndexOf("MARK", StringComparison.Ordinal);
            draft.Body = [.. draft.Body[..mark], .. bad, .. draft.Body[(mark + 4)..]];
            await RefusedAsync(draft.Sign(), "400/40003", verified: true);
        }
    }

    [TestCase("audit_id", "5")]
    [TestCase("audit_id", "null")]
    [TestCase("audit_id", "[\"a\"]")]
    [TestCase("audit_id", "\"\"")]
    [TestCase("audit_id", "\"a\\u0000b\"")]
    [TestCase("audit_id", "\"a\\nb\"")]
    [TestCase("contract_id", "true")]
    [TestCase("dataset_id", "{}")]
    [TestCase("auth_scope", "[]")]
    [TestCase("auth_scope", "\"NODE\"")]
    [TestCase("auth_scope", "{\"NODE\":\"a\"}")]
    [TestCase("auth_scope", "{\"NODE\":null}")]
    [TestCase("auth_scope", "{\"NODE\":[null]}")]
    [TestCase("auth_scope", "{\"NODE\":[5]}")]
    [TestCase("auth_scope", "{\"\":[]}")]
    [TestCase("times_limit", "\"5\"")]
    [TestCase("times_limit", "5.0")]
    [TestCase("times_limit", "5e0")]
    [TestCase("times_limit", "1e999999")]
    [TestCase("times_limit", "true")]
    [TestCase("time_limit", "\"1798761600000\"")]
    [TestCase("time_limit", "1e999999")]
    [TestCase("time_limit", "1798761600000.0")]
    public async Task B46_FieldOfAnotherShape_IsNamed(string field, string value)
    {
        WireAnswer answer = await RefusedAsync(Post(With(field, value)), "400/40004", verified: true);
        Assert.That(answer.Msg, Is.EqualTo("field rule violated: " + field));
    }

    [TestCase("audit_id")]
    [TestCase("contract_id")]
    [TestCase("dataset_id")]
    public async Task B46_MissingField_IsNamed(string field)
    {
        JsonObject body = JsonNode.Parse(Application)!.AsObject();
        body.Remove(field);
        // In other letters it is another member, which nobody knows.
        body[field.ToUpperInvariant()] = "c-01";
        WireAnswer answer = await RefusedAsync(Post(body.ToJsonString()), "400/40004", verified: true);
        Assert.That(answer.Msg, Is.EqualTo("field rule violated: " + field));
    }

    [Test]
    public async Task B46_ValueOfARefusedField_DoesNotComeBack()
    {
        WireAnswer answer = await RefusedAsync(Post(With("times_limit", "\"sesame\"")), "400/40004", verified: true);
        Assert.That(answer.Body, Does.Not.Contain("sesame"));
        Assert.That(Node.Logs.Entries.Select(entry => entry.Message + entry.Exception), Has.None.Contains("sesame"));
    }

    [Test]
    public async Task B46_ListsAndMapsAtTheirBounds_AreServed()
    {
        string list = string.Join(',', Enumerable.Range(0, 1000).Select(i => $"\"n-{i}\""));
        await ServedAsync(Post(With("auth_scope", $$"""{"NODE":[{{list}}]}""")));
        string map = string.Join(',', Enumerable.Range(0, 256).Select(i => $"\"k-{i}\":[]"));
        await ServedAsync(Post(With("auth_scope", $$"""{{{map}}}""")));
    }

    [Test]
    public async Task B46_ListAndMapBeyondTheirBounds_AreRefused([Values("auth_scope", "unknown")] string field)
    {
        string list = string.Join(',', Enumerable.Range(0, 1001).Select(i => $"\"n-{i}\""));
        await RefusedAsync(Post(With(field, $$"""{"NODE":[{{list}}]}""")), "400/40003", verified: true);
        string map = string.Join(',', Enumerable.Range(0, 257).Select(i => $"\"k-{i}\":[]"));
        await RefusedAsync(Post(With(field, $$"""{{{map}}}""")), "400/40003", verified: true);
    }

    [TestCase("1")]
    [TestCase("null")]
    [TestCase("1e999999")]
    [TestCase("[[],{},\"\\ud83d\\ude00\"]")]
    [TestCase("{\"a\":{\"b\":[{\"c\":null}]}}")]
    public async Task B46_UnknownMember_IsNoError(string value) => await ServedAsync(Post(With("x-vendor", value)));

    [Test]
    public async Task B46_DepthOfSixteen_IsServedAndSeventeenIsNot()
    {
        // The root is the first level.
        await ServedAsync(Post(With("x", new string('[', 15) + new string(']', 15))));
        await RefusedAsync(Post(With("x", new string('[', 16) + new string(']', 16))), "400/40003", verified: true);
    }

    [TestCase("\"APPROVED \"")]
    [TestCase("\" APPROVED\"")]
    [TestCase("\"approved\"")]
    [TestCase("\"Approved\"")]
    [TestCase("\"PENDING\"")]
    [TestCase("\"APPLIED\"")]
    [TestCase("\"APPROVED,REJECTED\"")]
    [TestCase("\"0\"")]
    [TestCase("\"\"")]
    [TestCase("0")]
    [TestCase("null")]
    public async Task B48_UnknownWord_NamesTheField(string word)
    {
        WireAnswer answer = await RefusedAsync(
            RequestDraft.Post(DatasetConfirm, $$"""{"audit_id":"a","status":{{word}}}"""), "400/40004", verified: true);
        Assert.That(answer.Msg, Is.EqualTo("field rule violated: status"));
    }

    [TestCase("APPROVED")]
    [TestCase("REJECTED")]
    public async Task B48_KnownWord_IsServed(string word) =>
        await ServedAsync(RequestDraft.Post(DatasetConfirm, $$"""{"audit_id":"a","status":"{{word}}"}"""));

    protected override void Configure(InterconnOptions options)
    {
        base.Configure(options);
        options.MaxRequestBody = 2 * 1024 * 1024;
    }

    private static RequestDraft Post(string json) => RequestDraft.Post(DatasetApply, json);

    /// <summary>An application with one field set to a value that need not be JSON.</summary>
    private static string With(string field, string value)
    {
        JsonObject body = JsonNode.Parse(Application)!.AsObject();
        body[field] = "PLACE";
        return body.ToJsonString().Replace("\"PLACE\"", value, StringComparison.Ordinal);
    }

    /// <summary>The application for a job's audit of the catalogue, with members written as they are into the object at a path.</summary>
    private static string JobWith(string path, string members)
    {
        JsonObject body = Samples.Request(Standard.Endpoints.Single(endpoint => endpoint.Section == "8.1"), maximal: true);
        JsonNode place = body;
        foreach (string step in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            place = int.TryParse(step, out int index) ? place[index]! : place[step]!;
        }

        place.AsObject()["PLACE"] = 0;
        return body.ToJsonString().Replace("\"PLACE\":0", members, StringComparison.Ordinal);
    }
}
