namespace Interconn.Sdk.Partners;

/// <summary>Decides whether a credential that a node offers is that node's. The first contract between two nodes begins with this question.</summary>
public interface IPartnerTrustPolicy
{
    /// <summary>Decides.</summary>
    /// <param name="question">The credential, and who offers it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The decision. When unsure, <see cref="TrustDecision.Wait"/>.</returns>
    ValueTask<TrustDecision> DecideAsync(TrustQuestion question, CancellationToken cancellationToken);
}
