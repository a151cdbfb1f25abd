using System.Text.Json;

namespace Interconn.Sdk.Emulators.Tests.Catalogue;

/// <summary>One of the 44 endpoints, as the list has it.</summary>
public sealed record CatalogueEndpoint(
    string System,
    string Section,
    string Name,
    string Method,
    string Path,
    IReadOnlyList<string> PathParameters,
    IReadOnlyList<CatalogueField> Query,
    IReadOnlyList<CatalogueField> Body,
    IReadOnlyList<IReadOnlySet<string>> Answers,
    bool IsInbound)
{
    public static IReadOnlyList<CatalogueEndpoint> All { get; } = Read();

    public override string ToString() => $"{System} {Section} {Name}";

    private static CatalogueEndpoint[] Read()
    {
        string file = global::System.IO.Path.Combine(TestContext.CurrentContext.TestDirectory, "Spec", "neighbour-endpoints.json");
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        return [.. document.RootElement.EnumerateArray().Select(Read)];
    }

    private static CatalogueEndpoint Read(JsonElement endpoint) => new(
        endpoint.GetProperty("system").GetString()!,
        endpoint.GetProperty("section").GetString()!,
        endpoint.GetProperty("name").GetString()!,
        endpoint.GetProperty("method").GetString()!,
        endpoint.GetProperty("path").GetString()!,
        [.. endpoint.GetProperty("pathParams").EnumerateArray().Select(static parameter => parameter.GetProperty("name").GetString()!)],
        [.. endpoint.GetProperty("query").EnumerateArray().Select(CatalogueField.Read)],
        [.. endpoint.GetProperty("body").EnumerateArray().Select(CatalogueField.Read)],
        CatalogueAnswers.Read(endpoint.GetProperty("response")),
        endpoint.TryGetProperty("direction", out JsonElement direction) && direction.GetString() == "inbound");
}
