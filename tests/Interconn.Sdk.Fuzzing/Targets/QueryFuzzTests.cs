using System.Text;
using Interconn.Sdk.AspNetCore.Pipeline;
using Interconn.Sdk.Fuzzing.Engine;
using Interconn.Sdk.Fuzzing.Mutators;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Transport;

namespace Interconn.Sdk.Fuzzing.Targets;

/// <summary>The queries of all GETs: refused by 40001 or 40004, or read to a request that the client writes again.</summary>
[TestFixture]
public sealed class QueryFuzzTests : FuzzFixture
{
    private static readonly InterconnEndpoint[] Gets = [.. InterconnEndpoints.All.Where(endpoint => endpoint.Method == "GET")];

    protected override string CorpusName => "queries";

    private protected override byte[] Mutate(byte[] seed, IReadOnlyList<byte[]> seeds, Dice dice) => ByteMutator.Mutate(seed, seeds, dice);

    protected override Task TryAsync(byte[] input, CancellationToken cancellationToken)
    {
        // What is beyond ASCII does not get past the check of the target, but the reader must hold by itself.
        string target = Encoding.UTF8.GetString(input);
        foreach (InterconnEndpoint endpoint in Gets)
        {
            if (ParsedRequest.Parse(endpoint, target, [], out object? request) is Refusal refusal)
            {
                Demand(refusal.Code is 40001 or 40004, $"{endpoint} answers {refusal.Code}");
                continue;
            }

            string again = endpoint.Path + QueryWriter.Write(request!, endpoint.RequestTypeInfo);
            Demand(ParsedRequest.Parse(endpoint, again, [], out object? same) is null, $"{endpoint} does not take what the client writes: {again}");
            Demand(ParsedRequest.AreEqual(endpoint.RequestTypeInfo, request!, same!), $"{endpoint} reads {again} as another request");
        }

        return Task.CompletedTask;
    }
}
