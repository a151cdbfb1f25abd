namespace Interconn.Sdk.Protocol;

/// <summary>The names of the request headers of the interconn protocol (section 2.2 of the standard), in lower case as the standard prints them.</summary>
public static class InterconnHeaders
{
    /// <summary>The signature of the request in standard base64. Absent on node query (3.6).</summary>
    public const string AuthSign = "x-auth-sign";

    /// <summary>A value that a browser cannot add across sites; demanded on every method but GET and HEAD.</summary>
    public const string CsrfProtection = "x-csrf-protection";

    /// <summary>The node that sends the request.</summary>
    public const string SourceNodeId = "x-source-node-id";

    /// <summary>The node that the request is for.</summary>
    public const string TargetNodeId = "x-target-node-id";

    /// <summary>A random value, used once by its sender.</summary>
    public const string Nonce = "x-nonce";

    /// <summary>An identifier that the sender chooses and that both sides log.</summary>
    public const string TraceId = "x-trace-id";

    /// <summary>When the request was signed: Unix time in milliseconds.</summary>
    public const string Timestamp = "x-timestamp";

    /// <summary>The resource permits that go with the request: tuples of URN, level and token, joined by commas.</summary>
    public const string TokenSet = "x-mprac-token-set";
}
