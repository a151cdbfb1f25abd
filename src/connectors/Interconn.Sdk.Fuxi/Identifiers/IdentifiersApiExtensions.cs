using Interconn.Sdk.Fuxi.Protocol;

namespace Interconn.Sdk.Fuxi.Identifiers;

/// <summary>Lists of data identifiers as a whole. Each is read page by page, until a page is not full.</summary>
public static class IdentifiersApiExtensions
{
    /// <summary>Lists all data identifiers of an own identity (3.4).</summary>
    /// <param name="identifiers">The data identifiers.</param>
    /// <param name="owner">The id of the identity.</param>
    /// <param name="apiKey">A licence of its account. It goes into the header.</param>
    /// <param name="pageSize">How many entries each page is asked for, 1 to 500.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>
    /// The data identifiers. While it is read, it throws what <see cref="IIdentifiersApi.ListByOwnerAsync"/> throws, and where a server gives the same page for
    /// ever.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="pageSize"/> is out of its range.</exception>
    public static IAsyncEnumerable<DataIdentifier> ListAllByOwnerAsync(
        this IIdentifiersApi identifiers,
        string owner,
        string apiKey,
        int pageSize = FuxiPager.DefaultPageSize,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(identifiers);
        return FuxiPager.ReadAllAsync(
            FuxiEndpoints.ListIdentifiersByOwner,
            pageSize,
            (page, token) => identifiers.ListByOwnerAsync(owner, apiKey, page, token),
            static identifier => identifier.Id,
            cancellationToken);
    }

    /// <summary>Lists all data identifiers that have a tag (3.5).</summary>
    /// <param name="identifiers">The data identifiers.</param>
    /// <param name="tag">The tag.</param>
    /// <param name="apiKey">A licence. It goes into the header.</param>
    /// <param name="pageSize">How many entries each page is asked for, 1 to 500.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>
    /// The data identifiers. While it is read, it throws what <see cref="IIdentifiersApi.ListByTagAsync"/> throws, and where a server gives the same page for
    /// ever.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="pageSize"/> is out of its range.</exception>
    public static IAsyncEnumerable<DataIdentifier> ListAllByTagAsync(
        this IIdentifiersApi identifiers,
        string tag,
        string apiKey,
        int pageSize = FuxiPager.DefaultPageSize,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(identifiers);
        return FuxiPager.ReadAllAsync(
            FuxiEndpoints.ListIdentifiersByTag,
            pageSize,
            (page, token) => identifiers.ListByTagAsync(tag, apiKey, page, token),
            static identifier => identifier.Id,
            cancellationToken);
    }

    /// <summary>Lists all data identifiers that have an entry in their metadata (3.6).</summary>
    /// <param name="identifiers">The data identifiers.</param>
    /// <param name="key">The key of the entry, without a colon.</param>
    /// <param name="value">The value of the entry.</param>
    /// <param name="apiKey">A licence. It goes into the header.</param>
    /// <param name="pageSize">How many entries each page is asked for, 1 to 500.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>
    /// The data identifiers. While it is read, it throws what <see cref="IIdentifiersApi.ListByMetadataAsync"/> throws, and where a server gives the same page
    /// for ever.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="pageSize"/> is out of its range.</exception>
    public static IAsyncEnumerable<DataIdentifier> ListAllByMetadataAsync(
        this IIdentifiersApi identifiers,
        string key,
        string value,
        string apiKey,
        int pageSize = FuxiPager.DefaultPageSize,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(identifiers);
        return FuxiPager.ReadAllAsync(
            FuxiEndpoints.ListIdentifiersByMetadata,
            pageSize,
            (page, token) => identifiers.ListByMetadataAsync(key, value, apiKey, page, token),
            static identifier => identifier.Id,
            cancellationToken);
    }
}
