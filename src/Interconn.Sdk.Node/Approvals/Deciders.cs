using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Node.Approvals;

/// <summary>
/// Who decides on applications. Where that is always a person, an application says so from the beginning: it is stored once, and no policy is asked that would only
/// say to wait.
/// </summary>
/// <param name="IsAlwaysPerson">Whether the host has no policy of its own.</param>
internal sealed record Deciders(bool IsAlwaysPerson)
{
    /// <summary>By what the host has registered by the time the first one asks.</summary>
    public static Deciders Of(IServiceCollection services) => new(
        services.Last(static service => service.ServiceType == typeof(IApprovalPolicy) && !service.IsKeyedService).ImplementationType == typeof(PersonalApprovalPolicy));
}
