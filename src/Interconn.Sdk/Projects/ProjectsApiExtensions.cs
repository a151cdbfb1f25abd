using Interconn.Sdk.Client;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Projects;

/// <summary>What is built upon the calls of <see cref="IProjectsApi"/>.</summary>
public static class ProjectsApiExtensions
{
    /// <summary>
    /// Gives all of the partner's projects in which this node takes part, asked for by 100, until the partner's <c>total</c>
    /// is reached or a page is empty. Section 5.5. Nothing is asked before the enumeration starts.
    /// </summary>
    /// <param name="api">The partner's API.</param>
    /// <param name="contractId">The contract to ask under.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <returns>The records, in the partner's order.</returns>
    /// <exception cref="InterconnException">While enumerating: the partner could not be reached, or it refused.</exception>
    public static IAsyncEnumerable<ProjectSummary> ListAllAsync(
        this IProjectsApi api, string contractId, CancellationToken cancellationToken = default) =>
        ListAllAsync(api, contractId, ListPager.DefaultPageSize, cancellationToken);

    /// <summary>The same in pages of another size, for a partner that refuses pages of 100.</summary>
    /// <param name="api">The partner's API.</param>
    /// <param name="contractId">The contract to ask under.</param>
    /// <param name="pageSize">How many to ask for at a time, 1 or more.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <returns>The records, in the partner's order.</returns>
    /// <exception cref="InterconnException">While enumerating: the partner could not be reached, or it refused.</exception>
    public static IAsyncEnumerable<ProjectSummary> ListAllAsync(
        this IProjectsApi api, string contractId, int pageSize, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(api);
        ArgumentNullException.ThrowIfNull(contractId);
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        var first = new ProjectListQuery { ContractId = contractId };
        return ListPager.ReadAllAsync(
            (number, size, token) => api.ListAsync(first with { PageNum = number, PageSize = size }, token), pageSize, cancellationToken);
    }
}
