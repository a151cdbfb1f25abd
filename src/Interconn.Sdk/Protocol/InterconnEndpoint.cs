using System.Text.Json.Serialization.Metadata;
using Interconn.Sdk.Client;

namespace Interconn.Sdk.Protocol;

/// <summary>One endpoint of the standard.</summary>
public abstract class InterconnEndpoint
{
    private protected InterconnEndpoint(string section, string name, string method, string path)
    {
        Section = section;
        Name = name;
        Method = method;
        Path = path;
    }

    /// <summary>The section of the standard, for instance <c>4.1</c>.</summary>
    public string Section { get; }

    /// <summary>What the endpoint does, in a few English words, for instance <c>list public datasets</c>.</summary>
    public string Name { get; }

    /// <summary><c>GET</c> for what reads, <c>POST</c> for what writes.</summary>
    public string Method { get; }

    /// <summary>The path, from <c>/v1/interconn/</c>, without the path base of a node's address.</summary>
    public string Path { get; }

    /// <summary>Whether the standard leaves it to a platform to serve the endpoint.</summary>
    public bool IsOptional { get; internal init; }

    /// <summary>What the endpoint demands of the signature header.</summary>
    public SignatureDemand Signature { get; internal init; } = SignatureDemand.Contract;

    /// <summary>Whether the answer carries data; otherwise it is <c>{}</c>, and null, absent and <c>{}</c> are read alike.</summary>
    public bool AnswersData { get; internal init; } = true;

    /// <summary>Other spellings of query parameters that are read as well: from the spelling to the right name.</summary>
    public IReadOnlyDictionary<string, string> QueryAliases { get; internal init; } = NoAliases;

    /// <summary>How the request is written and read: its fields are the query parameters of a GET and the body of a POST.</summary>
    public abstract JsonTypeInfo RequestTypeInfo { get; }

    /// <summary>How the <c>data</c> of the answer is written and read.</summary>
    public abstract JsonTypeInfo ResponseTypeInfo { get; }

    /// <summary>The interface whose method serves the endpoint.</summary>
    public abstract Type HandlerType { get; }

    /// <summary>Hands the request to the handler. Null comes back where no handler is registered.</summary>
    internal abstract ValueTask<object>? Invoke(IServiceProvider services, object request, InterconnContext context, CancellationToken cancellationToken);

    /// <summary>Sends the request, which is of the type of <see cref="RequestTypeInfo"/>, and gives back the data of the answer.</summary>
    internal abstract Task<object> SendAsync(ISendCore core, object request, CancellationToken cancellationToken);

    /// <summary>The method and path.</summary>
    /// <returns>For instance <c>GET /v1/interconn/node/health</c>.</returns>
    public override string ToString() => $"{Method} {Path}";

    private static readonly IReadOnlyDictionary<string, string> NoAliases = new Dictionary<string, string>();
}
