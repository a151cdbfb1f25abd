namespace Interconn.Sdk.HuaweiBcs.Datasets;

/// <summary>The datasets of the trusted data exchange.</summary>
public interface IDatasetsApi
{
    /// <summary>
    /// Authorises the order of a dataset (AuthorizeDatasetOrder). This writes to the ledger, and is never sent twice: where no answer came, ask for the order by the
    /// means of the instance before you try again.
    /// </summary>
    /// <param name="authorization">The order, and the identity that authorises it.</param>
    /// <param name="cancellationToken">Ends the wait, not what the ledger does meanwhile.</param>
    /// <returns>The order as the ledger has it now.</returns>
    /// <exception cref="ArgumentException">A field is empty, or certificate and key are not what they should be. Nothing was sent.</exception>
    /// <exception cref="HuaweiBcsException">The call did not succeed.</exception>
    Task<DatasetOrder> AuthorizeAsync(DatasetAuthorization authorization, CancellationToken cancellationToken = default);
}
