using System.Text.Json;
using Interconn.Sdk.AspNetCore.Pipeline;
using Interconn.Sdk.Fuzzing.Engine;
using Interconn.Sdk.Fuzzing.Mutators;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Fuzzing.Targets;

/// <summary>The bodies of all POSTs: refused by 40003 or 40004, or read to a request that is written and read again.</summary>
[TestFixture]
public sealed class RequestFuzzTests : FuzzFixture
{
    private static readonly InterconnEndpoint[] Posts = [.. InterconnEndpoints.All.Where(endpoint => endpoint.Method == "POST")];

    protected override string CorpusName => "requests";

    private protected override byte[] Mutate(byte[] seed, IReadOnlyList<byte[]> seeds, Dice dice) => JsonMutator.Mutate(seed, seeds, dice);

    protected override Task TryAsync(byte[] input, CancellationToken cancellationToken)
    {
        var codes = new HashSet<int>();
        foreach (InterconnEndpoint endpoint in Posts)
        {
            if (ParsedRequest.Parse(endpoint, endpoint.Path, input, out object? request) is Refusal refusal)
            {
                Demand(refusal.Code is 40003 or 40004, $"{endpoint} answers {refusal.Code}");
                codes.Add(refusal.Code);
                continue;
            }

            codes.Add(InterconnCodes.Ok);
            byte[] written = JsonSerializer.SerializeToUtf8Bytes(request, endpoint.RequestTypeInfo);
            Demand(ParsedRequest.Parse(endpoint, endpoint.Path, written, out object? again) is null, $"{endpoint} does not take what it wrote");
            Demand(ParsedRequest.AreEqual(endpoint.RequestTypeInfo, request!, again!), $"{endpoint} reads another request than it wrote");
        }

        // Whether the bytes are JSON does not depend on who reads them.
        Demand(!codes.Contains(InterconnCodes.MalformedJson) || codes.Count == 1, "JSON to one endpoint and none to another");
        return Task.CompletedTask;
    }
}
