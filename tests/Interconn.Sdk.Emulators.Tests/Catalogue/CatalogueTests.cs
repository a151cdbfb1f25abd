using System.Text.Json.Serialization.Metadata;
using Interconn.Sdk.Emulators.Fuxi;
using Interconn.Sdk.Emulators.GxbDes;
using Interconn.Sdk.Emulators.HuaweiBcs;
using Interconn.Sdk.Emulators.JkstackDpa;
using Interconn.Sdk.Fuxi.Protocol;
using Interconn.Sdk.GxbDes.Protocol;
using Interconn.Sdk.HuaweiBcs.Protocol;
using Interconn.Sdk.JkstackDpa.Protocol;
using Interconn.Sdk.Neighbours;

namespace Interconn.Sdk.Emulators.Tests.Catalogue;

/// <summary>Clients and emulators against the list of the 44 endpoints, both ways: nothing of the list is missing, and nothing is there that the list does not have.</summary>
public sealed class CatalogueTests
{
    private static readonly Dictionary<string, IReadOnlyList<NeighbourEndpoint>> Declared = new(StringComparer.Ordinal)
    {
        ["FUXI"] = FuxiEndpoints.All,
        ["Huawei BCS"] = HuaweiBcsEndpoints.All,
        ["GXB DES"] = GxbDesEndpoints.All,
        ["JKStack DPA"] = JkstackDpaEndpoints.All,
    };

    // Demanded by the document; the client fills them in where the caller leaves them out.
    private static readonly HashSet<(string System, string Field)> FilledByTheClient =
    [
        ("Huawei BCS", "cryptoMethod"),
        ("Huawei BCS", "timestamp"),
    ];

    // Not in the document: its server has them, and the pagers need them.
    private static readonly HashSet<(string System, string Parameter)> OfTheServer = [("FUXI", "limit"), ("FUXI", "offset")];

    // In the answer of 3.1 and not in those of the reads, which have the same type.
    private static readonly HashSet<(string System, string Field)> OnlyOfTheCreation = [("FUXI", "dataSignature")];

    private static IEnumerable<CatalogueEndpoint> Endpoints => CatalogueEndpoint.All;

    [Test]
    public void Catalogue_HasFortyFourEndpoints_OfFourSystems()
    {
        Assert.That(CatalogueEndpoint.All, Has.Count.EqualTo(44));
        Assert.That(CatalogueEndpoint.All.Select(static endpoint => endpoint.System).Distinct(), Is.EquivalentTo(Declared.Keys));
    }

    [Test]
    public void Clients_DeclareTheEndpointsOfTheCatalogue_AndNoOthers() => Assert.That(
        Declared.SelectMany(static system => system.Value.Select(endpoint => $"{system.Key} {endpoint.Section} {endpoint}")),
        Is.EquivalentTo(CatalogueEndpoint.All.Select(static endpoint => $"{endpoint.System} {endpoint.Section} {endpoint.Method} {endpoint.Path}")));

    [TestCaseSource(nameof(Endpoints))]
    public void PathParameters_AreThoseOfTheCatalogue(CatalogueEndpoint endpoint)
    {
        string path = Of(endpoint).Path;
        string[] parameters = endpoint.IsInbound ? [] : [.. path.Split('/').Where(static segment => segment.StartsWith('{')).Select(static segment => segment[1..^1])];
        Assert.That(parameters, Is.EqualTo(endpoint.PathParameters));
    }

    [TestCaseSource(nameof(Endpoints))]
    public void Query_IsThatOfTheCatalogue(CatalogueEndpoint endpoint) => AssertFields(endpoint, Of(endpoint).Query, endpoint.Query);

    [TestCaseSource(nameof(Endpoints))]
    public void Body_IsThatOfTheCatalogue(CatalogueEndpoint endpoint) => AssertFields(endpoint, Of(endpoint).Body, endpoint.Body);

    [TestCaseSource(nameof(Endpoints))]
    public void Answers_AreThoseOfTheCatalogue(CatalogueEndpoint endpoint)
    {
        IReadOnlyList<JsonTypeInfo> declared = Of(endpoint).Answers;
        Assert.That(declared, Has.Count.EqualTo(endpoint.Answers.Count));
        Assert.Multiple(() =>
        {
            foreach ((JsonTypeInfo type, IReadOnlySet<string> names) in declared.Zip(endpoint.Answers))
            {
                HashSet<string> declaredNames = DeclaredNames.Of(type, names);
                declaredNames.RemoveWhere(name => !names.Contains(name) && OnlyOfTheCreation.Contains((endpoint.System, name)));
                Assert.That(declaredNames, Is.EquivalentTo(names), type.Type.Name);
            }
        });
    }

    // The one that comes in from the system is not served by its emulator but called.
    [Test]
    public async Task Emulators_ServeTheEndpointsOfTheCatalogue_AndNoOthers()
    {
        await using FuxiEmulator fuxi = await FuxiEmulator.StartAsync();
        await using HuaweiBcsEmulator huawei = await HuaweiBcsEmulator.StartAsync();
        await using GxbDesEmulator market = await GxbDesEmulator.StartAsync();
        await using JkstackDpaEmulator dpa = await JkstackDpaEmulator.StartAsync();
        IEnumerable<NeighbourEndpoint> served = [.. fuxi.Endpoints, .. huawei.Endpoints, .. market.Endpoints, .. dpa.Endpoints];
        IEnumerable<NeighbourEndpoint> declared = CatalogueEndpoint.All.Select(Of);
        Assert.That(served, Is.EquivalentTo(declared));
    }

    private static NeighbourEndpoint Of(CatalogueEndpoint endpoint) =>
        Declared[endpoint.System].Single(declared => declared.Section == endpoint.Section);

    private static void AssertFields(CatalogueEndpoint endpoint, JsonTypeInfo? type, IReadOnlyList<CatalogueField> fields)
    {
        // Their order is that of the document's examples, which the tests of each system hold; the list has another in places.
        Dictionary<string, JsonPropertyInfo> properties = DeclaredNames.PropertiesOf(type)
            .Where(property => !OfTheServer.Contains((endpoint.System, property.Name)))
            .ToDictionary(static property => property.Name, StringComparer.Ordinal);
        Assert.That(properties.Keys, Is.EquivalentTo(fields.Select(static field => field.Name)));
        Assert.Multiple(() =>
        {
            foreach (CatalogueField field in fields)
            {
                JsonPropertyInfo property = properties[field.Name];
                bool isFilled = FilledByTheClient.Contains((endpoint.System, field.Name));
                Assert.That(property.IsRequired || isFilled, Is.EqualTo(field.IsRequired), field.Name);
            }
        });
    }
}
