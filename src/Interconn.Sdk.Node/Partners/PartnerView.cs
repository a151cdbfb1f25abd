using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Keys;
using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Partners;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Signing;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Node.Partners;

/// <summary>A partner as its contracts, and what the host wrote down, show it.</summary>
internal sealed class PartnerView(CredentialReader credentials, AddressPolicy addresses, OwnKeys ownKeys, ILogger<PartnerView> logger)
{
    // As many keys as are tried of contracts that are not in force (signing profile).
    private const int EndedWithKeys = 2;
    private const int ApplicationsWithKeys = 4;

    // Contracts that are kept only to be named, under the key of another that is in force.
    private const int MaxEnded = 100;
    private const int MaxApplications = 100;

    /// <summary>
    /// The partner; null where neither the host nor a contract knows it. Credentials that were read before are taken from <paramref name="known"/>, and
    /// <paramref name="read"/> is given those that matter now.
    /// </summary>
    public Partner? Of(
        string nodeId,
        Partner? configured,
        IReadOnlyList<ContractRecord> contracts,
        IReadOnlyDictionary<StoredCredential, PartnerCredential>? known,
        Dictionary<StoredCredential, PartnerCredential> read,
        DateTimeOffset now)
    {
        if (contracts.Count == 0)
        {
            return configured;
        }

        ContractRecord[] live = [.. contracts.Where(contract => contract.IsLive(now)).OrderByDescending(contract => contract.ApprovedAt)];
        ContractRecord[] ended =
        [
            .. contracts.Where(contract => !contract.IsLive(now) && contract.ApprovedAt is not null)
                .OrderByDescending(contract => contract.ApprovedAt)
                .Take(MaxEnded),
        ];

        // Those still open first: rejected ones, which anybody can bring about, must not crowd them out.
        ContractRecord[] applications =
        [
            .. contracts.Where(contract => contract.ApprovedAt is null)
                .OrderByDescending(contract => contract.StatusAt(now) == ApprovalStatus.Applied)
                .ThenByDescending(contract => contract.AppliedAt)
                .Take(MaxApplications),
        ];
        ContractRecord[] appliedForHere = [.. applications.Where(contract => contract.Role == PartyRole.Holder)];

        // A key that is tried serves every contract that carries it, however old: a repeated end (3.3) of one that ended before others did would find nothing.
        HashSet<StoredCredential?> tried = [.. ended.Take(EndedWithKeys).Concat(appliedForHere.Take(ApplicationsWithKeys)).Select(CredentialOf)];
        PartnerContract[] stored =
        [
            .. live.Select(contract => Of(contract, hasKeys: true)),
            .. ended.Select(contract => Of(contract, hasKeys: tried.Contains(CredentialOf(contract)))),
            .. appliedForHere.Select(contract => Of(contract, hasKeys: tried.Contains(CredentialOf(contract)))),
            .. applications.Where(contract => contract.Role == PartyRole.Applicant).Select(contract => Of(contract, hasKeys: false)),
        ];
        ContractRecord[] byWeight =
        [
            .. live,

            // Of those that were never approved, what this node's operator said goes before what a stranger said.
            .. applications.Where(contract => contract is { Role: PartyRole.Applicant, Status: ApprovalStatus.Applied }),
            .. ended,
            .. applications.Where(contract => contract.Role == PartyRole.Applicant),
            .. applications.OrderByDescending(contract => contract.IsProven),
        ];
        (Uri? address, bool isOffered) = configured?.Address is Uri written ? (written, configured.IsAddressOffered) : AddressOf(byWeight);
        Partner partner = configured ?? new Partner { NodeId = nodeId };
        return partner with
        {
            Address = address,
            IsAddressOffered = isOffered,
            InstId = partner.InstId ?? byWeight.Select(contract => contract.Partner.InstId).FirstOrDefault(instId => instId.Length > 0),
            Contracts = [.. stored, .. partner.Contracts.Where(contract => stored.All(each => each.ContractId != contract.ContractId))],
            SigningKey = partner.SigningKey ?? SigningKeyOf(live, ended, applications),
        };

        PartnerContract Of(ContractRecord contract, bool hasKeys) => new()
        {
            ContractId = contract.ContractId,
            Status = contract.Status,
            ApprovedAt = contract.ApprovedAt,
            ExpiresAt = contract.ExpiresAt,
            Credential = hasKeys ? Read(contract, contract.AuthType, contract.AuthCredential, known, read) : null,
            PreviousCredential = hasKeys ? Read(contract, contract.PreviousAuthType, contract.PreviousAuthCredential, known, read) : null,
            PreviousCredentialUntil = contract.PreviousUntil,
        };
    }

    private static StoredCredential? CredentialOf(ContractRecord contract) =>
        contract is { AuthType: string type, AuthCredential: string credential } ? new StoredCredential(type, credential) : null;

    private PartnerCredential? Read(
        ContractRecord contract,
        string? authType,
        string? authCredential,
        IReadOnlyDictionary<StoredCredential, PartnerCredential>? known,
        Dictionary<StoredCredential, PartnerCredential> read)
    {
        if (authType is null || authCredential is null)
        {
            return null;
        }

        var stored = new StoredCredential(authType, authCredential);
        if (read.TryGetValue(stored, out PartnerCredential? credential) || known?.TryGetValue(stored, out credential) == true)
        {
            read[stored] = credential;
            return credential;
        }

        try
        {
            return read[stored] = credentials.Read(authType, authCredential);
        }
        catch (InterconnException exception)
        {
            PartnerLog.CredentialUnreadable(logger, contract.PartnerNodeId, contract.ContractId, exception.Message);
            return null;
        }
    }

    private (Uri? Address, bool IsOffered) AddressOf(IEnumerable<ContractRecord> byWeight)
    {
        foreach (ContractRecord contract in byWeight)
        {
            if (!contract.IsAddressOffered)
            {
                if (Uri.TryCreate(contract.Partner.Address, UriKind.Absolute, out Uri? given))
                {
                    return (given, false);
                }
            }
            else if (addresses.TryRead(contract.Partner.Address, out Uri? offered, out string? refusal))
            {
                return (offered, true);
            }
            else
            {
                // It was taken once; the settings are others now.
                PartnerLog.AddressNotTaken(logger, contract.PartnerNodeId, contract.ContractId, refusal);
            }
        }

        return (null, false);
    }

    /// <summary>The key for calls that name no contract: the newest that the partner acknowledged.</summary>
    private ISigningKey? SigningKeyOf(ContractRecord[] live, ContractRecord[] ended, ContractRecord[] applications)
    {
        ContractRecord? newest = live.FirstOrDefault(contract => contract.PartnerHasOwnKey)
            ?? live.FirstOrDefault()
            ?? ended.FirstOrDefault()
            ?? applications.FirstOrDefault(contract => contract.Role == PartyRole.Applicant);
        return newest is null ? null : ownKeys.Find(newest.OwnKeyFingerprint);
    }
}
