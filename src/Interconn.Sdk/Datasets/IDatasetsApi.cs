using Interconn.Sdk.Audits;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Datasets;

/// <summary>Calls a partner about datasets: chapter 4 of the standard.</summary>
public interface IDatasetsApi
{
    /// <summary>Asks for one page of the partner's public datasets. Section 4.1.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Ends the call, whose effect is then not known.</param>
    /// <returns>The page.</returns>
    /// <exception cref="InterconnException">A field breaks a rule, the partner could not be reached, or it refused.</exception>
    Task<Page<DatasetSummary>> ListAsync(DatasetListQuery request, CancellationToken cancellationToken = default);

    /// <summary>Asks for the detail of a dataset. Section 4.2.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Ends the call, whose effect is then not known.</param>
    /// <returns>The dataset.</returns>
    /// <exception cref="InterconnException">A field breaks a rule, the partner could not be reached, or it refused.</exception>
    Task<DatasetDetail> QueryAsync(DatasetQuery request, CancellationToken cancellationToken = default);

    /// <summary>Asks the partner to agree to the use of a dataset. Section 4.3.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Ends the call, whose effect is then not known.</param>
    /// <returns>A task that ends when the partner has acknowledged.</returns>
    /// <exception cref="InterconnException">A field breaks a rule, the partner could not be reached, or it refused.</exception>
    Task ApplyAuditAsync(DatasetAuditApplication request, CancellationToken cancellationToken = default);

    /// <summary>Tells the applicant what was decided on its application for the use of a dataset. Section 4.4.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Ends the call, whose effect is then not known.</param>
    /// <returns>A task that ends when the partner has acknowledged.</returns>
    /// <exception cref="InterconnException">A field breaks a rule, the partner could not be reached, or it refused.</exception>
    Task ConfirmAuditAsync(AuditConfirmation request, CancellationToken cancellationToken = default);

    /// <summary>Ends the agreement to the use of a dataset and its permits. Section 4.5.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Ends the call, whose effect is then not known.</param>
    /// <returns>A task that ends when the partner has acknowledged.</returns>
    /// <exception cref="InterconnException">A field breaks a rule, the partner could not be reached, or it refused.</exception>
    Task TerminateAuditAsync(AuditTermination request, CancellationToken cancellationToken = default);

    /// <summary>Asks where an application for the use of a dataset stands. Section 4.6.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Ends the call, whose effect is then not known.</param>
    /// <returns>The state of the audit.</returns>
    /// <exception cref="InterconnException">A field breaks a rule, the partner could not be reached, or it refused.</exception>
    Task<AuditState> QueryAuditAsync(AuditQuery request, CancellationToken cancellationToken = default);
}
