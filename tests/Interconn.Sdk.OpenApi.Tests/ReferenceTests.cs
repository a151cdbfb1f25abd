using System.Text.Json;
using System.Text.Json.Nodes;

namespace Interconn.Sdk.OpenApi.Tests;

/// <summary>The document holds together: what is referred to is there, what is there is referred to, and names are names.</summary>
public sealed class ReferenceTests
{
    private static IEnumerable<string> References => Document.All(Document.Root)
        .Select(node => (node as JsonObject)?["$ref"])
        .Where(reference => reference?.GetValueKind() == JsonValueKind.String)
        .Select(reference => (string)reference!);

    [Test]
    public void References_Each_NamesSomething()
    {
        Assert.That(References, Is.Not.Empty);
        foreach (string reference in References)
        {
            Assert.That(() => Document.Target(reference), Throws.Nothing, reference);
        }
    }

    [TestCase("schemas")]
    [TestCase("responses")]
    [TestCase("parameters")]
    public void Components_Each_IsReferredTo(string kind)
    {
        IEnumerable<string> all = Document.Root["components"]![kind]!.AsObject().Select(component => $"#/components/{kind}/{component.Key}");
        Assert.That(all.Except(References), Is.Empty);
    }

    [Test]
    public void SecuritySchemes_ThatOperationsDemand_AreThere()
    {
        IEnumerable<string> demanded = Document.All(Document.Root["paths"]).OfType<JsonObject>()
            .SelectMany(node => node["security"] as JsonArray ?? [])
            .SelectMany(demand => demand!.AsObject().Select(scheme => scheme.Key));
        Assert.That(demanded.Distinct(), Is.EquivalentTo(Document.Root["components"]!["securitySchemes"]!.AsObject().Select(scheme => scheme.Key)));
    }
}
