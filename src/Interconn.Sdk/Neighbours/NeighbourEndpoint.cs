using System.Text;
using System.Text.Json.Serialization.Metadata;
using Interconn.Sdk.Transport;

namespace Interconn.Sdk.Neighbours;

/// <summary>
/// One endpoint of a neighbouring system: what its client sends, its emulator serves, and the tests hold against the list of all endpoints. Its path and the names of
/// its fields stand nowhere else.
/// </summary>
/// <param name="section">The section of the system's document.</param>
/// <param name="name">The document's title of it.</param>
/// <param name="method">The method.</param>
/// <param name="path">The path, with its parameters in braces.</param>
internal sealed class NeighbourEndpoint(string section, string name, HttpMethod method, string path)
{
    public string Section => section;

    public string Name => name;

    public HttpMethod Method => method;

    public string Path => path;

    /// <summary>The type whose properties are the parameters of the query; null where there are none.</summary>
    public JsonTypeInfo? Query { get; init; }

    /// <summary>The type of the body; null where there is none.</summary>
    public JsonTypeInfo? Body { get; init; }

    /// <summary>The types of what is answered, without the envelope of systems that have one; empty where nothing is.</summary>
    public IReadOnlyList<JsonTypeInfo> Answers { get; init; } = [];

    /// <summary>Whether a second call does no more than the first. What is not so is never sent twice, not even by a handler that the host adds.</summary>
    public bool IsRepeatable { get; init; } = method == HttpMethod.Get;

    /// <summary>The path with its parameters filled in, in their order.</summary>
    /// <exception cref="ArgumentException">A value cannot stand in a path.</exception>
    public string PathWith(params ReadOnlySpan<string> values)
    {
        var filled = new StringBuilder(path.Length + 64);
        int start = 0;
        foreach (string value in values)
        {
            int open = path.IndexOf('{', start);
            int close = path.IndexOf('}', open);
            filled.Append(path, start, open - start).Append(UrlText.Segment(value, path[(open + 1)..close]));
            start = close + 1;
        }

        return filled.Append(path, start, path.Length - start).ToString();
    }

    /// <summary>Method and path, without the values of parameters: fit for messages and logs.</summary>
    public override string ToString() => $"{method.Method} {path}";
}
