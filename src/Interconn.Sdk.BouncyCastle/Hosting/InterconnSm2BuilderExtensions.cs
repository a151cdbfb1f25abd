using Interconn.Sdk.BouncyCastle;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Signing;
using Microsoft.Extensions.DependencyInjection.Extensions;

// The namespace of every AddX of the framework, so that a host needs no further using to find it.
#pragma warning disable IDE0130
namespace Microsoft.Extensions.DependencyInjection;
#pragma warning restore IDE0130

/// <summary>Teaches a node the algorithm SM3_SM2.</summary>
public static class InterconnSm2BuilderExtensions
{
    /// <summary>
    /// Adds <see cref="SignatureAlgorithmIds.Sm3Sm2"/>: partners may have keys and certificates for SM2, in the configuration and in contracts, and the node
    /// may have such a key (<see cref="Sm2SigningKey"/>). It may be called in any order with the other calls, and more than once.
    /// </summary>
    /// <param name="builder">The builder of <c>AddInterconn</c>.</param>
    /// <returns>The builder.</returns>
    public static InterconnBuilder AddSm2(this InterconnBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton(Sm3Sm2.Algorithm));
        return builder;
    }
}
