using Interconn.Sdk.Audits;
using Interconn.Sdk.Datasets;
using Interconn.Sdk.Protocol;
using Refit;

namespace Interconn.Sdk.Refit.Datasets;

/// <summary>Calls a partner about datasets: chapter 4 of the standard. Throws as <see cref="Interconn.Sdk.Datasets.IDatasetsApi"/> does.</summary>
public interface IDatasetsRefitApi
{
    /// <summary>Asks for one page of the partner's public datasets. Section 4.1.</summary>
    /// <param name="contractId">The contract that the caller asks under. 1 to 128 characters.</param>
    /// <param name="pageNum">The number of the page, from 1. Null means 1.</param>
    /// <param name="pageSize">The number of records in a page; -1 asks for all. Null means 20.</param>
    /// <param name="cancellationToken">Ends the call, whose effect is then not known.</param>
    /// <returns>The page.</returns>
    /// <exception cref="InterconnException">A field breaks a rule, the partner could not be reached, or it refused.</exception>
    [Get("/v1/interconn/dataset/pub/list")]
    Task<Page<DatasetSummary>> ListAsync(
        [AliasAs("contract_id")] string contractId,
        [AliasAs("page_num")] int? pageNum = null,
        [AliasAs("page_size")] int? pageSize = null,
        CancellationToken cancellationToken = default);

    /// <summary>Asks for the detail of a dataset. Section 4.2.</summary>
    /// <param name="contractId">The contract that the caller asks under. 1 to 128 characters.</param>
    /// <param name="datasetId">The dataset's id at its holder. 1 to 128 characters.</param>
    /// <param name="cancellationToken">Ends the call, whose effect is then not known.</param>
    /// <returns>The dataset.</returns>
    /// <exception cref="InterconnException">A field breaks a rule, the partner could not be reached, or it refused.</exception>
    [Get("/v1/interconn/dataset/pub/query")]
    Task<DatasetDetail> QueryAsync(
        [AliasAs("contract_id")] string contractId,
        [AliasAs("dataset_id")] string datasetId,
        CancellationToken cancellationToken = default);

    /// <summary>Asks the partner to agree to the use of a dataset. Section 4.3.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Ends the call, whose effect is then not known.</param>
    /// <returns>A task that ends when the partner has acknowledged.</returns>
    /// <exception cref="InterconnException">A field breaks a rule, the partner could not be reached, or it refused.</exception>
    [Post("/v1/interconn/dataset/audit/apply")]
    Task ApplyAuditAsync([Body] DatasetAuditApplication request, CancellationToken cancellationToken = default);

    /// <summary>Tells the applicant what was decided on its application for the use of a dataset. Section 4.4.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Ends the call, whose effect is then not known.</param>
    /// <returns>A task that ends when the partner has acknowledged.</returns>
    /// <exception cref="InterconnException">A field breaks a rule, the partner could not be reached, or it refused.</exception>
    [Post("/v1/interconn/dataset/audit/confirm")]
    Task ConfirmAuditAsync([Body] AuditConfirmation request, CancellationToken cancellationToken = default);

    /// <summary>Ends the agreement to the use of a dataset and its permits. Section 4.5.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Ends the call, whose effect is then not known.</param>
    /// <returns>A task that ends when the partner has acknowledged.</returns>
    /// <exception cref="InterconnException">A field breaks a rule, the partner could not be reached, or it refused.</exception>
    [Post("/v1/interconn/dataset/audit/terminate")]
    Task TerminateAuditAsync([Body] AuditTermination request, CancellationToken cancellationToken = default);

    /// <summary>Asks where an application for the use of a dataset stands. Section 4.6.</summary>
    /// <param name="auditId">The audit that is asked about: the id that the applicant gave it. 1 to 128 characters.</param>
    /// <param name="cancellationToken">Ends the call, whose effect is then not known.</param>
    /// <returns>The state of the audit.</returns>
    /// <exception cref="InterconnException">A field breaks a rule, the partner could not be reached, or it refused.</exception>
    [Get("/v1/interconn/dataset/audit/query")]
    Task<AuditState> QueryAuditAsync([AliasAs("audit_id")] string auditId, CancellationToken cancellationToken = default);
}
