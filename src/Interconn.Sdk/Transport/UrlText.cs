namespace Interconn.Sdk.Transport;

/// <summary>
/// Writes text into paths and queries. What these may hold as it is stays as it is where neighbouring systems' own documents print it so: the colons of ids, and the
/// ends of Base64.
/// </summary>
internal static class UrlText
{
    /// <summary>One segment of a path.</summary>
    /// <exception cref="ArgumentException">It is empty, or a dot or two: such a segment would name another path.</exception>
    public static string Segment(string text, string name) => text is "" or "." or ".."
        ? throw new ArgumentException($"{name} stands in the path and must be neither empty nor '.' or '..'.", name)
        : Uri.EscapeDataString(text).Replace("%3A", ":", StringComparison.Ordinal);

    /// <summary>The value of a parameter.</summary>
    public static string Value(string text) => Uri.EscapeDataString(text)
        .Replace("%3A", ":", StringComparison.Ordinal)
        .Replace("%2F", "/", StringComparison.Ordinal)
        .Replace("%3D", "=", StringComparison.Ordinal);
}
