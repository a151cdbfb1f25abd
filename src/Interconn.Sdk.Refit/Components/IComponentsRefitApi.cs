using Interconn.Sdk.Components;
using Interconn.Sdk.Protocol;
using Refit;

namespace Interconn.Sdk.Refit.Components;

/// <summary>Calls a partner about components: chapter 6 of the standard. Throws as <see cref="Interconn.Sdk.Components.IComponentsApi"/> does.</summary>
public interface IComponentsRefitApi
{
    /// <summary>Asks for one page of the partner's public components. Section 6.1.</summary>
    /// <param name="contractId">The contract that the caller asks under. 1 to 128 characters.</param>
    /// <param name="category">Only components of this category, for instance <c>LOADER</c>. Null means all. At most 256 characters.</param>
    /// <param name="developer">Only components of this developer. Null means all. At most 256 characters.</param>
    /// <param name="pageNum">The number of the page, from 1. Null means 1.</param>
    /// <param name="pageSize">The number of records in a page; -1 asks for all. Null means 20.</param>
    /// <param name="cancellationToken">Ends the call, whose effect is then not known.</param>
    /// <returns>The page.</returns>
    /// <exception cref="InterconnException">A field breaks a rule, the partner could not be reached, or it refused.</exception>
    [Get("/v1/interconn/component/list")]
    Task<Page<ComponentSummary>> ListAsync(
        [AliasAs("contract_id")] string contractId,
        [AliasAs("category")] string? category = null,
        [AliasAs("developer")] string? developer = null,
        [AliasAs("page_num")] int? pageNum = null,
        [AliasAs("page_size")] int? pageSize = null,
        CancellationToken cancellationToken = default);

    /// <summary>Asks for the detail of a component. Section 6.2.</summary>
    /// <param name="contractId">The contract that the caller asks under. 1 to 128 characters.</param>
    /// <param name="code">The component's code. 1 to 256 characters.</param>
    /// <param name="version">The component's version, for instance <c>1.0.0</c>. 1 to 256 characters.</param>
    /// <param name="cancellationToken">Ends the call, whose effect is then not known.</param>
    /// <returns>The component.</returns>
    /// <exception cref="InterconnException">A field breaks a rule, the partner could not be reached, or it refused.</exception>
    [Get("/v1/interconn/component/query")]
    Task<ComponentDetail> QueryAsync(
        [AliasAs("contract_id")] string contractId,
        [AliasAs("code")] string code,
        [AliasAs("version")] string version,
        CancellationToken cancellationToken = default);
}
