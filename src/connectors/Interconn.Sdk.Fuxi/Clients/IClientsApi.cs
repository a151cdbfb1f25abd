namespace Interconn.Sdk.Fuxi.Clients;

/// <summary>The accounts, called clients, with their licences and namespaces (section 1).</summary>
public interface IClientsApi
{
    /// <summary>Makes an account (1.1). It is sent once.</summary>
    /// <param name="registration">The account, with the secret that it will have.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The account; keep its id.</returns>
    /// <exception cref="ArgumentException">A field is empty, or the secret could not be sent in a header later. Nothing was sent.</exception>
    /// <exception cref="FuxiException">The call did not succeed; <see cref="FuxiAnswerException.IsAlreadyExists"/> where there is such an account.</exception>
    Task<RegisteredClient> CreateAsync(ClientRegistration registration, CancellationToken cancellationToken = default);

    /// <summary>Makes a licence of an account (1.2). It is sent once.</summary>
    /// <param name="clientId">The id of the account.</param>
    /// <param name="clientSecret">The secret of the account. It goes into the header.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The licence; keep its <see cref="License.ApiKey"/>.</returns>
    /// <exception cref="ArgumentException">An argument is empty, or cannot be sent. Nothing was sent.</exception>
    /// <exception cref="FuxiException">The call did not succeed.</exception>
    Task<License> CreateLicenseAsync(string clientId, string clientSecret, CancellationToken cancellationToken = default);

    /// <summary>Lists the licences of an account (1.3).</summary>
    /// <param name="clientId">The id of the account.</param>
    /// <param name="clientSecret">The secret of the account. It goes into the header.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The licences.</returns>
    /// <exception cref="ArgumentException">An argument is empty, or cannot be sent. Nothing was sent.</exception>
    /// <exception cref="FuxiException">The call did not succeed.</exception>
    Task<IReadOnlyList<License>> ListLicensesAsync(string clientId, string clientSecret, CancellationToken cancellationToken = default);

    /// <summary>Lists the namespaces that the account may have identities in (1.4), for instance <c>fuxi.id</c>.</summary>
    /// <param name="clientId">The id of the account.</param>
    /// <param name="apiKey">A licence. It goes into the header.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The namespaces.</returns>
    /// <exception cref="ArgumentException">An argument is empty, or cannot be sent. Nothing was sent.</exception>
    /// <exception cref="FuxiException">The call did not succeed.</exception>
    Task<IReadOnlyList<string>> ListNamespacesAsync(string clientId, string apiKey, CancellationToken cancellationToken = default);
}
