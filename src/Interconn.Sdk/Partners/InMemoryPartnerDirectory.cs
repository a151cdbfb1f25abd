using System.Collections.Concurrent;
using Interconn.Sdk.Audits;
using Interconn.Sdk.Client;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Partners;

/// <summary>A directory in memory: it begins with the partners of <see cref="InterconnOptions.Partners"/>, and a host may add to it at any time.</summary>
public sealed class InMemoryPartnerDirectory : IPartnerDirectory, IPromptDirectory
{
    private readonly ConcurrentDictionary<string, Partner> partners = new(StringComparer.Ordinal);

    internal InMemoryPartnerDirectory(LocalNode node, CredentialReader credentials)
    {
        foreach (PartnerOptions options in node.Options.Partners)
        {
            Set(Read(options, credentials));
        }
    }

    /// <summary>Adds a partner, or replaces it as a whole.</summary>
    /// <param name="partner">The partner as it is from now on.</param>
    public void Set(Partner partner)
    {
        ArgumentNullException.ThrowIfNull(partner);
        partners[partner.NodeId] = partner;
    }

    /// <summary>Forgets a partner.</summary>
    /// <param name="nodeId">Its node id.</param>
    /// <returns>Whether it was known.</returns>
    public bool Remove(string nodeId) => partners.TryRemove(nodeId, out _);

    /// <inheritdoc/>
    public ValueTask<Partner?> FindAsync(string nodeId, CancellationToken cancellationToken) =>
        ValueTask.FromResult(partners.GetValueOrDefault(nodeId));

    bool IPromptDirectory.TryFind(string nodeId, out Partner? partner)
    {
        partner = partners.GetValueOrDefault(nodeId);
        return true;
    }

    private static Partner Read(PartnerOptions options, CredentialReader credentials)
    {
        PartnerCredential? credential = options.Credential is null && options.CredentialFile is null ? null : ReadCredential(options, credentials);
        return new Partner
        {
            NodeId = options.NodeId,
            Address = options.Address,
            InstId = options.InstId,
            Compatibility = options.Compatibility ?? PartnerCompatibility.Standard,
            // A certificate that the host itself wrote down needs no root. A bare key needs no pin: the contract carries it.
            PinnedFingerprint = options.PinnedFingerprint ?? (credential?.Certificate is null ? null : credential.Key.Fingerprint),
            ClientCertificate = ClientCertificateFile.Read(options.ClientCertificate, $"ClientCertificate of partner {options.NodeId}"),
            RequiresClientCertificate = options.RequireClientCertificate || options.ClientCertificateFingerprint is not null,
            ClientCertificateFingerprint = options.ClientCertificateFingerprint,
            Contracts = options.ContractId is null || credential is null
                ? []
                :
                [
                    new PartnerContract
                    {
                        ContractId = options.ContractId,
                        Status = ApprovalStatus.Approved,
                        ApprovedAt = options.ApprovedAt ?? DateTimeOffset.UnixEpoch,
                        ExpiresAt = options.ExpiredTime ?? DateTimeOffset.MaxValue,
                        Credential = credential,
                    },
                ],
        };
    }

    private static PartnerCredential ReadCredential(PartnerOptions options, CredentialReader credentials)
    {
        try
        {
            return credentials.Read(options.AuthType, options.Credential ?? File.ReadAllText(options.CredentialFile!));
        }
        catch (InterconnException exception)
        {
            throw new InvalidOperationException(
                $"Interconn: the credential of partner {options.NodeId} cannot be used. {exception.Message} Set Credential or CredentialFile to its "
                + "public key or certificate as PEM, and AuthType to what it is.",
                exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException(
                $"Interconn: the credential file of partner {options.NodeId} cannot be read. {exception.Message} Set CredentialFile to a PEM file with its "
                + "public key or certificate.",
                exception);
        }
    }
}
