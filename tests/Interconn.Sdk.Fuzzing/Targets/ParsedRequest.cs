using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Interconn.Sdk.AspNetCore.Pipeline;
using Interconn.Sdk.Fuzzing.Engine;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Interconn.Sdk.Fuzzing.Targets;

/// <summary>Reads requests as stage 8 of the server does.</summary>
internal static class ParsedRequest
{
    private const int MaxBody = 1024 * 1024;

    private static readonly LocalNode Node = new(Options.Create(new InterconnOptions { SigningKey = TestKeys.HolderKey }));

    public static Refusal? Parse(InterconnEndpoint endpoint, string target, byte[] body, out object? request)
    {
        var demand = new RouteDemand { Endpoint = endpoint, Signature = endpoint.Signature, MaxBody = MaxBody, Name = endpoint.Section };
        var call = new IncomingCall(Node, new DefaultHttpContext(), demand, DateTimeOffset.UnixEpoch) { Target = target };
        call.Append(new ReadOnlySequence<byte>(body));
        Refusal? refusal = RequestParser.Parse(call, endpoint);

        // Given back and overwritten, as the server does: what was read must stand by itself.
        call.Release();
        request = call.Request;
        BrokenOracleException.Unless(refusal is not null || request is not null, $"{endpoint} took a request and has none");
        return refusal;
    }

    /// <summary>Whether two values of a type are written by the same bytes.</summary>
    public static bool AreEqual(JsonTypeInfo typeInfo, object one, object other) =>
        JsonSerializer.SerializeToUtf8Bytes(one, typeInfo).AsSpan().SequenceEqual(JsonSerializer.SerializeToUtf8Bytes(other, typeInfo));
}
