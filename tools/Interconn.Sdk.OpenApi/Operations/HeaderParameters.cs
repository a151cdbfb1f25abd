using System.Reflection;
using System.Text.Json.Nodes;
using Interconn.Sdk.OpenApi.Documentation;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.OpenApi.Operations;

/// <summary>The protocol's headers as parameters that operations refer to.</summary>
internal static class HeaderParameters
{
    private const string OptionalSignature = nameof(InterconnHeaders.AuthSign) + "Optional";

    public static JsonObject Components() => new()
    {
        [nameof(InterconnHeaders.SourceNodeId)] = Parameter(nameof(InterconnHeaders.SourceNodeId), Text(Id), "JG0100001100000000"),
        [nameof(InterconnHeaders.TargetNodeId)] = Parameter(nameof(InterconnHeaders.TargetNodeId), Text(Id), "LX0000010000280"),
        [nameof(InterconnHeaders.Timestamp)] = Parameter(
            nameof(InterconnHeaders.Timestamp), Text(HeaderPattern.OfDigits(HeaderForms.MillisecondDigits)), "1766275200000"),
        [nameof(InterconnHeaders.Nonce)] = Parameter(
            nameof(InterconnHeaders.Nonce),
            Text(HeaderPattern.Of(value => HeaderForms.IsNonce(value), HeaderForms.MinNonceLength, HeaderForms.MaxNonceLength)),
            "00000000000000000000000000000005"),
        [nameof(InterconnHeaders.TraceId)] = Parameter(nameof(InterconnHeaders.TraceId), Text(Id), "trace-04"),
        [nameof(InterconnHeaders.CsrfProtection)] = Parameter(
            nameof(InterconnHeaders.CsrfProtection),
            Text(HeaderPattern.Of(value => HeaderForms.IsCsrf(value), 1, HeaderForms.MaxCsrfLength)),
            "0000000000000000000000000000004d"),
        [nameof(InterconnHeaders.AuthSign)] = Parameter(nameof(InterconnHeaders.AuthSign), Signature()),
        [OptionalSignature] = Parameter(nameof(InterconnHeaders.AuthSign), Signature(), required: false),
        [nameof(InterconnHeaders.TokenSet)] = Parameter(
            nameof(InterconnHeaders.TokenSet), new JsonObject { ["type"] = "string", ["maxLength"] = TokenSet.MaxLength }, required: false),
    };

    /// <summary>References to the headers that a call of the endpoint has.</summary>
    public static IEnumerable<JsonNode> Of(InterconnEndpoint endpoint)
    {
        yield return Reference(nameof(InterconnHeaders.SourceNodeId));
        yield return Reference(nameof(InterconnHeaders.TargetNodeId));
        yield return Reference(nameof(InterconnHeaders.Timestamp));
        yield return Reference(nameof(InterconnHeaders.Nonce));
        yield return Reference(nameof(InterconnHeaders.TraceId));
        if (endpoint.Method != "GET")
        {
            yield return Reference(nameof(InterconnHeaders.CsrfProtection));
        }

        if (endpoint.Signature != SignatureDemand.None)
        {
            yield return Reference(endpoint.Signature == SignatureDemand.ProofOfPossession ? OptionalSignature : nameof(InterconnHeaders.AuthSign));
        }

        yield return Reference(nameof(InterconnHeaders.TokenSet));
    }

    /// <summary>What a header says, by the name of its constant.</summary>
    public static (string Header, string Description) Known(string constant)
    {
        FieldInfo field = typeof(InterconnHeaders).GetField(constant)!;
        return ((string)field.GetRawConstantValue()!, XmlDocumentation.Of(field));
    }

    private static string Id => HeaderPattern.Of(value => HeaderForms.IsId(value), 1, HeaderForms.MaxIdLength);

    private static JsonObject Text(string pattern) => new() { ["type"] = "string", ["pattern"] = pattern };

    private static JsonObject Signature() => new() { ["type"] = "string", ["contentEncoding"] = "base64", ["maxLength"] = HeaderForms.MaxSignatureLength };

    private static JsonObject Reference(string name) => new() { ["$ref"] = $"#/components/parameters/{name}" };

    private static JsonObject Parameter(string constant, JsonObject schema, string? example = null, bool required = true)
    {
        (string header, string description) = Known(constant);
        var parameter = new JsonObject
        {
            ["name"] = header,
            ["in"] = "header",
            ["required"] = required,
            ["description"] = description,
            ["schema"] = schema,
        };
        if (example is not null)
        {
            parameter["example"] = example;
        }

        return parameter;
    }
}
