using System.Globalization;

namespace Interconn.Sdk.Testing.Conformance;

/// <summary>Fails a check, saying what was expected and what came.</summary>
internal static class Expect
{
    private const int MaxShown = 80;

    public static void Equal<T>(T expected, T actual, string what)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
        {
            throw new ConformanceException($"{what}: expected {Show(expected)}, came {Show(actual)}.");
        }
    }

    public static void True(bool actual, string what) => Equal(true, actual, what);

    public static void Null(object? actual, string what) => Equal(null, actual, what);

    public static T NotNull<T>(T? actual, string what)
        where T : class => actual ?? throw new ConformanceException($"{what}: expected a record, came null.");

    /// <summary>The same values in the same order.</summary>
    public static void Sequence<T>(IEnumerable<T> expected, IEnumerable<T> actual, string what)
    {
        T[] wanted = [.. expected];
        T[] came = [.. actual];
        if (!wanted.SequenceEqual(came))
        {
            throw new ConformanceException($"{what}: expected [{string.Join(", ", wanted)}], came [{string.Join(", ", came)}].");
        }
    }

    /// <summary>The same in every field.</summary>
    public static void Same<TRecord>(IReadOnlyList<Field<TRecord>> fields, TRecord expected, TRecord? actual, string what)
        where TRecord : class
    {
        TRecord came = NotNull(actual, what);
        string[] differences =
        [
            .. fields.Where(field => !Equals(field.Read(expected), field.Read(came)))
                .Select(field => $"{field.Name}: expected {Show(field.Read(expected))}, came {Show(field.Read(came))}"),
        ];
        if (differences.Length > 0)
        {
            throw new ConformanceException($"{what}: {string.Join("; ", differences)}.");
        }
    }

    private static string Show(object? value) => value switch
    {
        null => "null",
        string text when text.Length > MaxShown => $"'{text[..MaxShown]}…' ({text.Length} characters)",
        string text => $"'{text}'",
        DateTimeOffset time => time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
