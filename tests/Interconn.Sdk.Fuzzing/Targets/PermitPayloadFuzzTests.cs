using Interconn.Sdk.Fuzzing.Engine;
using Interconn.Sdk.Fuzzing.Mutators;
using Interconn.Sdk.Permits;

namespace Interconn.Sdk.Fuzzing.Targets;

/// <summary>What is inside a permit token, behind the signature, where only a fault of the node's own could put it: refused, or read as it is written.</summary>
[TestFixture]
public sealed class PermitPayloadFuzzTests : FuzzFixture
{
    protected override string CorpusName => "permit-payloads";

    private protected override byte[] Mutate(byte[] seed, IReadOnlyList<byte[]> seeds, Dice dice) => JsonMutator.Mutate(seed, seeds, dice);

    protected override Task TryAsync(byte[] input, CancellationToken cancellationToken)
    {
        if (JwsPermitPayload.TryRead(input, out PermitClaims? claims))
        {
            Demand(JwsPermitPayload.TryRead(JwsPermitPayload.Write(claims), out PermitClaims? again) && again == claims, "the claims do not read back");
        }

        if (JwsPermitHeader.TryRead(input, out JwsPermitHeader? header))
        {
            Demand(JwsPermitHeader.TryRead(header.Write(), out JwsPermitHeader? again) && again == header, "the header does not read back");
        }

        return Task.CompletedTask;
    }
}
