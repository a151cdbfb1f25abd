using System.Collections.Frozen;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Interconn.Sdk.Hosting.Named;

/// <summary>What the container of a named node has, and what it only seems to have.</summary>
internal sealed class OwnTypes(IServiceProviderIsKeyedService container, IServiceCollection registered)
{
    private static readonly FrozenSet<Type> OptionForms =
        new[] { typeof(IOptions<>), typeof(IOptionsSnapshot<>), typeof(IOptionsMonitor<>), typeof(IOptionsFactory<>), typeof(IOptionsMonitorCache<>) }.ToFrozenSet();

    private static readonly FrozenSet<Type> SetupForms =
        new[] { typeof(IConfigureOptions<>), typeof(IPostConfigureOptions<>), typeof(IValidateOptions<>), typeof(IOptionsChangeTokenSource<>) }.ToFrozenSet();

    private readonly FrozenSet<Type> options = registered
        .Select(static descriptor => descriptor.ServiceType)
        .Where(static type => type.IsConstructedGenericType && SetupForms.Contains(type.GetGenericTypeDefinition()))
        .Select(static type => type.GetGenericArguments()[0])
        .ToFrozenSet();

    public bool Has(Type type) => container.IsService(type);

    public bool Has(Type type, object? key) => container.IsKeyedService(type, key);

    /// <summary>Whether a type asks for settings that nobody made for the node: its container would answer with empty ones.</summary>
    public bool IsForeignOptions(Type type) =>
        type.IsConstructedGenericType && OptionForms.Contains(type.GetGenericTypeDefinition()) && !options.Contains(type.GetGenericArguments()[0]);
}
