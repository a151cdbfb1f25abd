using Interconn.Sdk.Partners;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Transport;

namespace Interconn.Sdk.Client;

/// <summary>Makes clients of partners, known at start-up or not. A singleton; inject it.</summary>
public sealed class InterconnClientFactory
{
    /// <summary>The name of the HTTP client behind all partners, for hosts that configure it through <see cref="Hosting.InterconnBuilder.HttpClient"/>.</summary>
    internal const string HttpClientName = "Interconn.Sdk";

    /// <summary>
    /// The name of the same client with another primary handler, whose connections are held against <see cref="Hosting.InterconnOptions.OfferedAddresses"/>:
    /// for addresses that are the partner's own word.
    /// </summary>
    internal const string CheckedHttpClientName = "Interconn.Sdk.Checked";

    private readonly ClientServices services;

    internal InterconnClientFactory(ClientServices services) => this.services = services;

    /// <summary>Makes a client of a partner that the directory knows, at the latest when the first call is made.</summary>
    /// <param name="partnerNodeId">The partner's node id.</param>
    /// <returns>The client.</returns>
    /// <exception cref="ArgumentException">The id does not have the form of a node id.</exception>
    public InterconnClient Create(string partnerNodeId) => Create(partnerNodeId, address: null);

    /// <summary>Makes a client of a node at a given address: one to apply to (3.1), which is not a partner yet.</summary>
    /// <param name="partnerNodeId">Its node id.</param>
    /// <param name="address">Where it serves. Null means the directory's address for it.</param>
    /// <returns>The client.</returns>
    /// <exception cref="ArgumentException">The id does not have the form of a node id, or the address is not absolute http or https.</exception>
    public InterconnClient Create(string partnerNodeId, Uri? address)
    {
        ArgumentNullException.ThrowIfNull(partnerNodeId);
        if (!HeaderForms.IsId(partnerNodeId))
        {
            throw new ArgumentException("A node id has 1 to 128 letters, digits or one of . _ : - .", nameof(partnerNodeId));
        }

        if (address is not null && (!AddressForm.IsHttp(address) || address.UserInfo.Length > 0))
        {
            throw new ArgumentException("The address must be absolute, http or https, and without user information.", nameof(address));
        }

        return new InterconnClient(new PartnerRoute(services, partnerNodeId, address, new InterconnCallOptions()));
    }
}
