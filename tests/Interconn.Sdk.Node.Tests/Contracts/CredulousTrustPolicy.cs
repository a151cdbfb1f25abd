using Interconn.Sdk.Partners;

namespace Interconn.Sdk.Node.Tests.Contracts;

/// <summary>A policy that takes every key for its sender's.</summary>
internal sealed class CredulousTrustPolicy : IPartnerTrustPolicy
{
    public ValueTask<TrustDecision> DecideAsync(TrustQuestion question, CancellationToken cancellationToken) => ValueTask.FromResult(TrustDecision.Trusted);
}
