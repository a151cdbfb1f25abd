using System.Collections.Frozen;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Conformance.RoundTrips;

/// <summary>
/// One sample for each endpoint, written from the standard's text. An endpoint that is added to the catalogue and not here fails its tests.
/// </summary>
internal static class EndpointSamples
{
    /// <summary>The samples for a caller with this key, by section: three requests carry the caller's own credential.</summary>
    public static FrozenDictionary<string, EndpointSample> For(ISigningKey callerKey) =>
        NodeSamples.All(callerKey)
            .Concat(DatasetSamples.All)
            .Concat(ProjectSamples.All)
            .Concat(ComponentSamples.All)
            .Concat(FlowAndJobSamples.All)
            .Concat(ModelSamples.All)
            .ToFrozenDictionary(sample => sample.Section, StringComparer.Ordinal);
}
