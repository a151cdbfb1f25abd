namespace Interconn.Sdk.Fuxi.Identities;

/// <summary>The identities (section 2): who has data, and who asks for it.</summary>
public interface IIdentitiesApi
{
    /// <summary>Makes an identity of the account that the licence is of, with a new pair of keys (2.1). It is sent once.</summary>
    /// <param name="registration">The identity.</param>
    /// <param name="apiKey">A licence of the account. It goes into the header.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The identity with its private key, which is given this one time.</returns>
    /// <exception cref="ArgumentException">A field is empty, or the licence cannot be sent. Nothing was sent.</exception>
    /// <exception cref="FuxiException">
    /// The call did not succeed; <see cref="FuxiAnswerException.IsAlreadyExists"/> where there is such an identity, which the server says by status 429.
    /// </exception>
    Task<CreatedIdentity> CreateAsync(IdentityRegistration registration, string apiKey, CancellationToken cancellationToken = default);

    /// <summary>Asks for an identity of whichever account (2.2).</summary>
    /// <param name="id">The id of the identity.</param>
    /// <param name="apiKey">A licence of any account. It goes into the header.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The identity. Null where there is none.</returns>
    /// <exception cref="ArgumentException">An argument is empty, or cannot be sent. Nothing was sent.</exception>
    /// <exception cref="FuxiException">The call did not succeed.</exception>
    Task<Identity?> FindAsync(string id, string apiKey, CancellationToken cancellationToken = default);

    /// <summary>Deletes an identity (2.3). It is sent once. The server does not say whether there was one.</summary>
    /// <param name="id">The id of the identity.</param>
    /// <param name="apiKey">A licence of its account. It goes into the header.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends when it is deleted.</returns>
    /// <exception cref="ArgumentException">An argument is empty, or cannot be sent. Nothing was sent.</exception>
    /// <exception cref="FuxiException">The call did not succeed.</exception>
    Task DeleteAsync(string id, string apiKey, CancellationToken cancellationToken = default);

    /// <summary>Lists the identities of an account (2.4), one page of them.</summary>
    /// <param name="clientId">The id of the account.</param>
    /// <param name="apiKey">A licence. It goes into the header.</param>
    /// <param name="page">Which of them; null is the server's own page.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The identities.</returns>
    /// <exception cref="ArgumentException">An argument is empty, out of its range, or cannot be sent. Nothing was sent.</exception>
    /// <exception cref="FuxiException">The call did not succeed; <see cref="FuxiAnswerException.IsNotFound"/> where the document's server has none.</exception>
    Task<IReadOnlyList<Identity>> ListAsync(string clientId, string apiKey, FuxiPage? page = null, CancellationToken cancellationToken = default);
}
