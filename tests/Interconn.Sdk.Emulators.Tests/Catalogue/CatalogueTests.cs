using System.Text.Json.Serialization.Metadata;
using Interconn.Sdk.Emulators.HuaweiBcs;
using Interconn.Sdk.HuaweiBcs.Protocol;
using Interconn.Sdk.Neighbours;

namespace Interconn.Sdk.Emulators.Tests.Catalogue;

/// <summary>Clients and emulators against the list of the 44 endpoints, both ways: nothing of the list is missing, and nothing is there that the list does not have.</summary>
public sealed class CatalogueTests
{
    private static readonly Dictionary<string, IReadOnlyList<NeighbourEndpoint>> Declared = new(StringComparer.Ordinal)
    {
        ["Huawei BCS"] = HuaweiBcsEndpoints.All,
    };

    // Demanded by the document; the client fills them in where the caller leaves them out.
    private static readonly HashSet<(string System, string Field)> FilledByTheClient =
    [
        ("Huawei BCS", "cryptoMethod"),
        ("Huawei BCS", "timestamp"),
    ];

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
                Assert.That(DeclaredNames.Of(type, names), Is.EquivalentTo(names), type.Type.Name);
            }
        });
    }

    [Test]
    public async Task Emulators_ServeTheEndpointsOfTheCatalogue_AndNoOthers()
    {
        await using HuaweiBcsEmulator huawei = await HuaweiBcsEmulator.StartAsync();
        IEnumerable<NeighbourEndpoint> served = [.. huawei.Endpoints];
        IEnumerable<NeighbourEndpoint> declared = CatalogueEndpoint.All.Where(static endpoint => !endpoint.IsInbound).Select(Of);
        Assert.That(served, Is.EquivalentTo(declared));
    }

    private static NeighbourEndpoint Of(CatalogueEndpoint endpoint) =>
        Declared[endpoint.System].Single(declared => declared.Section == endpoint.Section && declared.Name == endpoint.Name);

    private static void AssertFields(CatalogueEndpoint endpoint, JsonTypeInfo? type, IReadOnlyList<CatalogueField> fields)
    {
        IEnumerable<JsonPropertyInfo> properties = type?.Properties ?? [];
        Assert.That(properties.Select(static property => property.Name), Is.EqualTo(fields.Select(static field => field.Name)));
        Assert.Multiple(() =>
        {
            foreach ((JsonPropertyInfo property, CatalogueField field) in properties.Zip(fields))
            {
                bool isFilled = FilledByTheClient.Contains((endpoint.System, field.Name));
                Assert.That(property.IsRequired || isFilled, Is.EqualTo(field.IsRequired), field.Name);
            }
        });
    }
}
