using System.Text.Json.Nodes;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.OpenApi.Tests;

/// <summary>Holds the operations against the copy of the standard, both ways.</summary>
public sealed class OperationTests
{
    private static readonly JsonArray Standard = JsonNode.Parse(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Spec", "interconn-endpoints.json")))!["endpoints"]!.AsArray();

    private static IEnumerable<TestCaseData> Endpoints =>
        Standard.Select(endpoint => new TestCaseData(endpoint!).SetArgDisplayNames($"{endpoint!["section"]}"));

    [Test]
    public void Operations_OfTheDocument_AreThoseOfTheStandard()
    {
        IEnumerable<string> operations =
            from path in Document.Root["paths"]!.AsObject()
            from operation in path.Value!.AsObject()
            select $"{operation.Key.ToUpperInvariant()} {path.Key} {((string)operation.Value!["summary"]!).Split(' ')[0]}";
        string[] expected = [.. Standard.Select(endpoint => $"{endpoint!["method"]} {endpoint["path"]} {endpoint["section"]}")];
        Assert.That(expected, Has.Length.EqualTo(32));
        Assert.That(operations, Is.EqualTo(expected));
    }

    [Test]
    public void OperationIds_All_AreUniqueAndReadable()
    {
        string[] ids = [.. InterconnEndpoints.All.Select(endpoint => (string)Document.Operation(endpoint)["operationId"]!)];
        Assert.That(ids, Is.Unique);
        Assert.That(ids, Has.All.Match("^[a-z]+_[a-z]+([A-Z][a-z]+)*$"));
        Assert.That(ids, Does.Contain("datasets_applyAudit"));
    }

    [TestCaseSource(nameof(Endpoints))]
    public void Request_OfAnOperation_HasTheFieldsOfTheStandard(JsonNode standard)
    {
        JsonObject operation = Operation(standard);
        Dictionary<string, bool> expected = Fields(standard["request"]!.AsArray());
        Dictionary<string, JsonObject> query = Document.Parameters(operation, "query");
        if ((string)standard["method"]! == "GET")
        {
            Assert.That(operation["requestBody"], Is.Null);
            Assert.That(query.ToDictionary(each => each.Key, each => (bool)each.Value["required"]!), Is.EquivalentTo(expected));
            return;
        }

        Assert.That(query, Is.Empty);
        Assert.That((bool)operation["requestBody"]!["required"]!, Is.True);
        Assert.That(Fields(Document.Follow(Document.Media(operation["requestBody"]!)["schema"]!)), Is.EquivalentTo(expected));
    }

    [TestCaseSource(nameof(Endpoints))]
    public void Answer_OfAnOperation_HasTheFieldsOfTheStandard(JsonNode standard)
    {
        JsonObject envelope = Document.Follow(Document.Media(Operation(standard)["responses"]!["200"]!)["schema"]!);
        bool answersData = (bool)standard["responseDataRequired"]!;

        Assert.That(Fields(envelope), Is.EquivalentTo(new Dictionary<string, bool> { ["code"] = true, ["msg"] = true, ["data"] = answersData }));
        JsonNode data = envelope["properties"]!["data"]!;
        Assert.That(Fields(Document.Follow(answersData ? data : data["anyOf"]![0]!)), Is.EquivalentTo(Fields(standard["responseData"]!.AsArray())));
    }

    [TestCaseSource(nameof(Endpoints))]
    public void Headers_OfAnOperation_AreThoseOfItsSignatureAndMethod(JsonNode standard)
    {
        string section = (string)standard["section"]!;
        bool isPost = (string)standard["method"]! == "POST";
        var expected = new Dictionary<string, bool>
        {
            ["x-source-node-id"] = true,
            ["x-target-node-id"] = true,
            ["x-timestamp"] = true,
            ["x-nonce"] = true,
            ["x-trace-id"] = true,
            ["x-mprac-token-set"] = false,
        };
        if (isPost)
        {
            expected["x-csrf-protection"] = true;
        }

        if (section != "3.6")
        {
            expected["x-auth-sign"] = !(bool)standard["signatureExempt"]!;
        }

        JsonObject operation = Operation(standard);
        Assert.That(Document.Parameters(operation, "header").ToDictionary(each => each.Key, each => (bool)each.Value["required"]!), Is.EquivalentTo(expected));
        JsonArray security = operation["security"]!.AsArray();
        Assert.That(security, section == "3.6" ? Is.Empty : Is.Not.Empty);
        Assert.That(security.Any(demand => demand!.AsObject().Count == 0), Is.EqualTo(section is "3.1" or "3.2"));
    }

    [Test]
    public void ContractId_OfTheComponentList_NamesItsOtherSpellings()
    {
        JsonObject contract = Document.Parameters(Document.Operation(InterconnEndpoints.Find("6.1")!), "query")["contract_id"];
        Assert.That((string)contract["description"]!, Does.Contain("`contract_Id`").And.Contain("`contractId`"));
    }

    private static JsonObject Operation(JsonNode standard) => Document.Operation((string)standard["method"]!, (string)standard["path"]!);

    private static Dictionary<string, bool> Fields(JsonArray standard) => standard
        .Where(field => (int?)field!["depth"] is null or 0)
        .ToDictionary(field => (string)field!["name"]!, field => (bool)field!["required"]!);

    private static Dictionary<string, bool> Fields(JsonObject schema)
    {
        string[] required = [.. (schema["required"] as JsonArray ?? []).Select(name => (string)name!)];
        return (schema["properties"] as JsonObject ?? []).ToDictionary(field => field.Key, field => required.Contains(field.Key));
    }
}
