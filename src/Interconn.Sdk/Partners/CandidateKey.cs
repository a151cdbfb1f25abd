using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Partners;

/// <summary>A key that may have signed a call, and what a call under it may name.</summary>
/// <param name="Credential">The credential whose key is tried.</param>
/// <param name="IsLive">Whether a contract in force carries it.</param>
/// <param name="Contract">The newest contract that carries it.</param>
internal readonly record struct CandidateKey(PartnerCredential Credential, bool IsLive, PartnerContract Contract);
