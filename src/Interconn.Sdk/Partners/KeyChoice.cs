using Interconn.Sdk.Protocol;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Partners;

/// <summary>
/// Which keys of a partner are tried on its call, in which order, and which of its contracts a call under such a key may name
/// (signing profile, "Which key verifies a call").
/// </summary>
internal static class KeyChoice
{
    private const int MaxLiveKeys = 2;
    private const int MaxEndedKeys = 2;
    private const int MaxApplicationKeys = 4;

    /// <summary>The keys to try: those of live contracts, newest approved first; then, where the endpoint asks for it, the ended and the undecided.</summary>
    public static CandidateKey[] Candidates(Partner partner, SignatureDemand demand, DateTimeOffset now)
    {
        // As nearly all partners are.
        if (partner.Contracts is [{ Credential: PartnerCredential credential } only] && only.IsLive(now) && !(now <= only.PreviousCredentialUntil))
        {
            return [new(credential, IsLive: true, only)];
        }

        var candidates = new List<CandidateKey>(MaxLiveKeys);
        var live = new List<PartnerContract>(partner.Contracts.Count);
        var ended = new List<PartnerContract>();
        var undecided = new List<PartnerContract>();
        foreach (PartnerContract contract in partner.Contracts)
        {
            (contract.IsLive(now) ? live : contract.ApprovedAt is null ? undecided : ended).Add(contract);
        }

        SortNewestFirst(live);
        foreach (PartnerContract contract in live)
        {
            Add(candidates, contract.Credential, isLive: true, contract, MaxLiveKeys);
            if (now <= contract.PreviousCredentialUntil)
            {
                Add(candidates, contract.PreviousCredential, isLive: true, contract, MaxLiveKeys);
            }
        }

        if (demand != SignatureDemand.AnyContract)
        {
            return [.. candidates];
        }

        SortNewestFirst(ended);
        int limit = candidates.Count + MaxEndedKeys;
        foreach (PartnerContract contract in ended)
        {
            Add(candidates, contract.Credential, isLive: false, contract, limit);
        }

        limit = candidates.Count + MaxApplicationKeys;
        foreach (PartnerContract contract in undecided)
        {
            Add(candidates, contract.Credential, isLive: false, contract, limit);
        }

        return [.. candidates];
    }

    /// <summary>The contract that a call names, or null where a call under this key may not name it: it is then not found.</summary>
    public static PartnerContract? Named(Partner partner, CandidateKey key, SignatureDemand demand, string contractId, DateTimeOffset now)
    {
        foreach (PartnerContract contract in partner.Contracts)
        {
            if (!string.Equals(contract.ContractId, contractId, StringComparison.Ordinal))
            {
                continue;
            }

            bool allowed = demand == SignatureDemand.AnyContract
                ? key.IsLive || Carries(contract, key.Credential)
                : contract.IsLive(now);
            return allowed ? contract : null;
        }

        return null;
    }

    private static bool Carries(PartnerContract contract, PartnerCredential credential) =>
        contract.Credential?.Key.Equals(credential.Key) == true;

    private static void Add(List<CandidateKey> candidates, PartnerCredential? credential, bool isLive, PartnerContract contract, int limit)
    {
        if (credential is null || candidates.Count >= limit)
        {
            return;
        }

        foreach (CandidateKey candidate in candidates)
        {
            if (candidate.Credential.Key.Equals(credential.Key))
            {
                return;
            }
        }

        candidates.Add(new CandidateKey(credential, isLive, contract));
    }

    private static void SortNewestFirst(List<PartnerContract> contracts)
    {
        if (contracts.Count > 1)
        {
            contracts.Sort(static (a, b) => Nullable.Compare(b.ApprovedAt, a.ApprovedAt));
        }
    }
}
