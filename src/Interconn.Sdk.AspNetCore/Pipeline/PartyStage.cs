using Interconn.Sdk.Nodes;
using Interconn.Sdk.Partners;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.AspNetCore.Pipeline;

/// <summary>
/// Stage 9: is the caller a party to what it names? Contracts are known here; audits are known to who keeps them, the handlers.
/// </summary>
internal static class PartyStage
{
    public static Refusal? Check(IncomingCall call)
    {
        if (call.Request is ContractApplication application
            && !string.Equals(application.NodeId, call.Headers.Source, StringComparison.Ordinal))
        {
            return new Refusal(InterconnCodes.FieldRule, "node_id is not the calling node", "node_id");
        }

        if (call.Key is not CandidateKey key)
        {
            return null;
        }

        call.ContractId = key.Contract.ContractId;
        if (call.Request is not INamesContract { ContractId: string named })
        {
            return null;
        }

        PartnerContract? contract = KeyChoice.Named(call.Partner!, key, call.Demand.Signature, named, call.ReceivedAt);
        call.ContractId = contract?.ContractId;
        return contract is null ? new Refusal(InterconnCodes.NotFound, "the contract is not one that this key may name") : null;
    }
}
