using System.Globalization;
using System.Text.Json.Nodes;
using Interconn.Sdk.Emulators.Hosting;

namespace Interconn.Sdk.Emulators.GxbDes;

/// <summary>Reads the parameters of paths and queries, and writes lists.</summary>
internal static class MarketRequest
{
    private const int DefaultSize = 20;

    /// <summary>A number of the path.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static long Number(this EmulatedRequest request, string name) => Number(request.Route(name), name);

    /// <summary>A number of the query; <paramref name="otherwise"/> where it is not there.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static long? QueryNumber(this EmulatedRequest request, string name, long? otherwise = null) => request.Query(name) is string text
        ? Number(text, name)
        : otherwise;

    /// <summary>A day of the query; null where it is not there.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static DateOnly? QueryDay(this EmulatedRequest request, string name) => request.Query(name) is string text
        ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture)
        : null;

    /// <summary>The page of a list that the query asks for.</summary>
    /// <exception cref="FormatException">Its number or size is none.</exception>
    public static IReadOnlyList<T> PageOf<T>(this EmulatedRequest request, IReadOnlyList<T> all, string numberName, string sizeName)
    {
        long number = request.QueryNumber(numberName, 1)!.Value;
        long size = request.QueryNumber(sizeName, DefaultSize)!.Value;
        if (number is < 1 or > int.MaxValue || size is < 1 or > int.MaxValue)
        {
            throw new FormatException("Pages are counted from 1, and hold 1 or more.");
        }

        long start = (number - 1) * size;
        return start >= all.Count ? [] : [.. all.Skip((int)start).Take((int)size)];
    }

    /// <summary>A list as JSON.</summary>
    public static JsonArray ToJson<T>(this IEnumerable<T> items, Func<T, JsonNode?> toNode) => new([.. items.Select(toNode)]);

    private static long Number(string text, string name) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
        ? number
        : throw new FormatException($"{name} is no number.");
}
