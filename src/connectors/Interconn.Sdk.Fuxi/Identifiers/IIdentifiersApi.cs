namespace Interconn.Sdk.Fuxi.Identifiers;

/// <summary>The data identifiers (section 3): data that an identity has, and others can subscribe to.</summary>
public interface IIdentifiersApi
{
    /// <summary>Makes a data identifier of an identity (3.1). It is sent once.</summary>
    /// <param name="registration">The data identifier.</param>
    /// <param name="apiKey">A licence of the owner's account. It goes into the header.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The data identifier, as the server has it: its <see cref="DataIdentifier.AuthAddress"/> may be another than was sent.</returns>
    /// <exception cref="ArgumentException">A field is empty, or the licence cannot be sent. Nothing was sent.</exception>
    /// <exception cref="FuxiException">The call did not succeed.</exception>
    Task<DataIdentifier> CreateAsync(DataIdentifierRegistration registration, string apiKey, CancellationToken cancellationToken = default);

    /// <summary>Asks for a data identifier of an own identity (3.2).</summary>
    /// <param name="id">The id of the data identifier.</param>
    /// <param name="apiKey">A licence of the owner's account. It goes into the header.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The data identifier. Null where there is none.</returns>
    /// <exception cref="ArgumentException">An argument is empty, or cannot be sent. Nothing was sent.</exception>
    /// <exception cref="FuxiException">The call did not succeed. Status 401 is about the licence, whatever the document calls it.</exception>
    Task<DataIdentifier?> FindAsync(string id, string apiKey, CancellationToken cancellationToken = default);

    /// <summary>
    /// Deletes a data identifier (3.3). It is sent once. It goes to <c>/identifier/{id}</c>: the path that the document prints would delete an identity.
    /// </summary>
    /// <param name="id">The id of the data identifier.</param>
    /// <param name="apiKey">A licence of the owner's account. It goes into the header.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends when it is deleted.</returns>
    /// <exception cref="ArgumentException">An argument is empty, or cannot be sent. Nothing was sent.</exception>
    /// <exception cref="FuxiException">
    /// The call did not succeed; <see cref="FuxiAnswerException.IsNotFound"/> where the document's server has none. Others say nothing of it.
    /// </exception>
    Task DeleteAsync(string id, string apiKey, CancellationToken cancellationToken = default);

    /// <summary>Lists the data identifiers of an own identity (3.4), one page of them.</summary>
    /// <param name="owner">The id of the identity.</param>
    /// <param name="apiKey">A licence of its account. It goes into the header.</param>
    /// <param name="page">Which of them; null is the server's own page.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The data identifiers.</returns>
    /// <exception cref="ArgumentException">An argument is empty, out of its range, or cannot be sent. Nothing was sent.</exception>
    /// <exception cref="FuxiException">The call did not succeed; <see cref="FuxiAnswerException.IsNotFound"/> where there is no such identity.</exception>
    Task<IReadOnlyList<DataIdentifier>> ListByOwnerAsync(string owner, string apiKey, FuxiPage? page = null, CancellationToken cancellationToken = default);

    /// <summary>Lists the data identifiers that have a tag (3.5), one page of them.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="apiKey">A licence. It goes into the header.</param>
    /// <param name="page">Which of them; null is the server's own page.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The data identifiers.</returns>
    /// <exception cref="ArgumentException">An argument is empty, out of its range, or cannot be sent. Nothing was sent.</exception>
    /// <exception cref="FuxiException">The call did not succeed.</exception>
    Task<IReadOnlyList<DataIdentifier>> ListByTagAsync(string tag, string apiKey, FuxiPage? page = null, CancellationToken cancellationToken = default);

    /// <summary>Lists the data identifiers that have an entry in their metadata (3.6), one page of them. It is sent as <c>key:value</c>.</summary>
    /// <param name="key">The key of the entry, without a colon.</param>
    /// <param name="value">The value of the entry.</param>
    /// <param name="apiKey">A licence. It goes into the header.</param>
    /// <param name="page">Which of them; null is the server's own page.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The data identifiers.</returns>
    /// <exception cref="ArgumentException">An argument is empty, out of its range, or cannot be sent. Nothing was sent.</exception>
    /// <exception cref="FuxiException">The call did not succeed.</exception>
    Task<IReadOnlyList<DataIdentifier>> ListByMetadataAsync(
        string key, string value, string apiKey, FuxiPage? page = null, CancellationToken cancellationToken = default);
}
