using System.Text.Json.Serialization.Metadata;

namespace Interconn.Sdk.Emulators.Tests.Catalogue;

/// <summary>The names that the types of an endpoint have on the wire.</summary>
internal static class DeclaredNames
{
    /// <summary>The names of an answer, to the depth to which <paramref name="known"/> goes: where the list stops at a word, so does this.</summary>
    public static HashSet<string> Of(JsonTypeInfo type, IReadOnlySet<string> known)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        Add(type, "", known, names);
        return names;
    }

    /// <summary>The properties that are read or written: what is only computed has neither.</summary>
    public static IEnumerable<JsonPropertyInfo> PropertiesOf(JsonTypeInfo? type) =>
        (type?.Properties ?? []).Where(static property => property.Get is not null || property.Set is not null);

    private static void Add(JsonTypeInfo type, string prefix, IReadOnlySet<string> known, HashSet<string> names)
    {
        JsonTypeInfo element = type;
        while (element.Kind == JsonTypeInfoKind.Enumerable)
        {
            element = element.Options.GetTypeInfo(element.ElementType!);
        }

        foreach (JsonPropertyInfo property in PropertiesOf(element))
        {
            string name = prefix + property.Name;
            names.Add(name);
            if (known.Any(other => other.StartsWith(name + ".", StringComparison.Ordinal)))
            {
                Add(element.Options.GetTypeInfo(property.PropertyType), name + ".", known, names);
            }
        }
    }
}
