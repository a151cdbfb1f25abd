using System.Text.Json;

namespace Interconn.Sdk.Serialization;

/// <summary>
/// Looks through the lists of answers. The serializer holds properties to their nullability but not the entries of lists, so that
/// <c>[null]</c> would reach a caller whose types say that it cannot be.
/// </summary>
internal static class ListEntries
{
    /// <summary>Throws where a list holds null.</summary>
    /// <exception cref="JsonException">An entry is null.</exception>
    public static void RefuseNull<T>(IEnumerable<T>? list)
    {
        foreach (T entry in list ?? [])
        {
            if (entry is null)
            {
                throw new JsonException("A list holds null.");
            }
        }
    }
}
