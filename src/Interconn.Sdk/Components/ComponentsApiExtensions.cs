using Interconn.Sdk.Client;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Components;

/// <summary>What is built upon the calls of <see cref="IComponentsApi"/>.</summary>
public static class ComponentsApiExtensions
{
    /// <summary>
    /// Gives all of the partner's public components, page after page, until the partner's <c>total</c> is reached or a page is empty.
    /// Section 6.1. Nothing is asked before the enumeration starts.
    /// </summary>
    /// <param name="api">The partner's API.</param>
    /// <param name="contractId">The contract to ask under.</param>
    /// <param name="category">Only components of this category. Null means all.</param>
    /// <param name="developer">Only components of this developer. Null means all.</param>
    /// <param name="pageSize">How many to ask for at a time, 1 or more. A partner may refuse what is beyond its own cap.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <returns>The records, in the partner's order.</returns>
    /// <exception cref="InterconnException">While enumerating: the partner could not be reached, or it refused.</exception>
    public static IAsyncEnumerable<ComponentSummary> ListAllAsync(
        this IComponentsApi api,
        string contractId,
        string? category = null,
        string? developer = null,
        int pageSize = ListPager.DefaultPageSize,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(api);
        ArgumentNullException.ThrowIfNull(contractId);
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        var first = new ComponentListQuery { ContractId = contractId, Category = category, Developer = developer };
        return ListPager.ReadAllAsync(
            (number, size, token) => api.ListAsync(first with { PageNum = number, PageSize = size }, token), pageSize, cancellationToken);
    }
}
