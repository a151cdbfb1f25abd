using Interconn.Sdk.Node.Hosting;
using Interconn.Sdk.Node.Stores;
using Microsoft.Extensions.Diagnostics.HealthChecks;

// The namespace of every AddX of the framework, so that a host needs no further using to find it.
#pragma warning disable IDE0130
namespace Microsoft.Extensions.DependencyInjection;
#pragma warning restore IDE0130

/// <summary>Lets a host's health checks say whether its node can work.</summary>
public static class InterconnHealthChecksBuilderExtensions
{
    /// <summary>
    /// Adds a check of the node's store, for readiness: whether it can be read and written now, within
    /// <see cref="Interconn.Sdk.Hosting.InterconnOptions.StoreTimeout"/>. It is healthy again as soon as the store is.
    /// </summary>
    /// <param name="builder">The builder of <c>AddHealthChecks</c>.</param>
    /// <param name="name">What the check is called.</param>
    /// <param name="failureStatus">What is reported while the store fails; null for <see cref="HealthStatus.Unhealthy"/>.</param>
    /// <param name="tags">By which the host selects checks; null for none.</param>
    /// <param name="node">The name of the node, where it was registered under one. Give each check a <paramref name="name"/> of its own.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">Thrown when the check is run, where no node was added.</exception>
    public static IHealthChecksBuilder AddInterconnStore(
        this IHealthChecksBuilder builder,
        string name = "interconn-store",
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null,
        string? node = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return Add(builder, name, static state => new StoreHealthCheck(state), failureStatus, tags, node);
    }

    /// <summary>
    /// Adds a check of the node's outbox, for whoever watches the node and not for readiness: whether messages were given up, which an administrator must resend or
    /// discard. Its description says how many wait.
    /// </summary>
    /// <param name="builder">The builder of <c>AddHealthChecks</c>.</param>
    /// <param name="name">What the check is called.</param>
    /// <param name="failureStatus">What is reported while there are any, and while the store fails; by default the node still serves, so that it is degraded.</param>
    /// <param name="tags">By which the host selects checks; null for none.</param>
    /// <param name="node">The name of the node, where it was registered under one. Give each check a <paramref name="name"/> of its own.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">Thrown when the check is run, where no node was added.</exception>
    public static IHealthChecksBuilder AddInterconnOutbox(
        this IHealthChecksBuilder builder,
        string name = "interconn-outbox",
        HealthStatus? failureStatus = HealthStatus.Degraded,
        IEnumerable<string>? tags = null,
        string? node = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return Add(builder, name, static state => new OutboxHealthCheck(state), failureStatus, tags, node);
    }

    private static IHealthChecksBuilder Add(
        IHealthChecksBuilder builder, string name, Func<NodeState, IHealthCheck> check, HealthStatus? failureStatus, IEnumerable<string>? tags, string? node) =>
        builder.Add(new HealthCheckRegistration(
            name,
            provider => check((node is null ? provider : provider.GetInterconnServices(node)).GetService<NodeState>() ?? throw new InvalidOperationException(
                "A check of the node was added, but no node. Call AddNode on the builder of AddInterconn.")),
            failureStatus,
            tags));
}
