using System.Text.Json;
using Interconn.Sdk.Client;
using Interconn.Sdk.Docs.Tests.Documents;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Docs.Tests.Tables;

/// <summary>The table of the endpoints in both READMEs, held against the catalogue, the client and the handlers.</summary>
[TestFixture]
public sealed class EndpointTableTests
{
    private static readonly string[] Readmes = ["README.md", "README.zh-CN.md"];

    [TestCaseSource(nameof(Readmes))]
    public void Table_OfAReadme_ListsEveryEndpointOfTheCatalogue(string readme)
    {
        Assert.That(
            Repository.Document(readme).Table("§").Select(row => $"{row[0]} {row[1]} {InterconnEndpoints.PathPrefix}{row[2].Trim('`')}"),
            Is.EqualTo(InterconnEndpoints.All.Select(endpoint => $"{endpoint.Section} {endpoint.Method} {endpoint.Path}")));
    }

    [TestCaseSource(nameof(Readmes))]
    public void Table_OfAReadme_NamesTheMethodsThatServe(string readme)
    {
        Assert.Multiple(() =>
        {
            foreach (string[] row in Repository.Document(readme).Table("§"))
            {
                InterconnEndpoint endpoint = InterconnEndpoints.Find(row[0])!;
                string[] client = row[4].Trim('`').Split('.');
                string[] handler = row[5].Trim('`').Split('.');
                Type resource = typeof(InterconnClient).GetProperty(client[0])?.PropertyType ?? throw new InvalidOperationException($"No {client[0]}.");

                Assert.That(handler[0], Is.EqualTo(endpoint.HandlerType.Name), row[0]);
                Assert.That(resource.Namespace, Is.EqualTo(endpoint.HandlerType.Namespace), row[0]);
                Assert.That(Takes(resource, client[1]), Is.EqualTo(RequestOf(endpoint)), row[0]);
                Assert.That(Takes(endpoint.HandlerType, handler[1]), Is.EqualTo(RequestOf(endpoint)), row[0]);
            }
        });
    }

    [Test]
    public void EnglishTable_Names_AreThoseOfTheCatalogue()
    {
        Assert.That(Repository.Document("README.md").Table("§").Select(row => row[3]), Is.EqualTo(InterconnEndpoints.All.Select(endpoint => endpoint.Name)));
    }

    [Test]
    public void ChineseTable_Names_AreThoseOfTheStandard()
    {
        using JsonDocument standard = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Spec", "interconn-endpoints.json")));
        string[] titles = [.. standard.RootElement.GetProperty("endpoints").EnumerateArray().Select(endpoint => endpoint.GetProperty("title").GetString()!)];

        Assert.That(Repository.Document("README.zh-CN.md").Table("§").Select(row => row[3]), Is.EqualTo(titles));
    }

    // The first parameter of a method is the request; a health check has none, and its catalogue entry a request without fields.
    private static string Takes(Type type, string method) =>
        type.GetMethod(method)?.GetParameters()[0].ParameterType is Type parameter
            ? parameter == typeof(CancellationToken) || parameter == typeof(InterconnContext) ? "nothing" : parameter.Name
            : $"{type.Name} has no {method}";

    private static string RequestOf(InterconnEndpoint endpoint) => endpoint.RequestTypeInfo.Properties.Count == 0 ? "nothing" : endpoint.RequestTypeInfo.Type.Name;
}
