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

    // The packages that a node is made of. Those for neighbouring systems are the host's as well.
    private static readonly FrozenSet<string> NodePackages = new[]
    {
        "Interconn.Sdk", "Interconn.Sdk.AspNetCore", "Interconn.Sdk.BouncyCastle", "Interconn.Sdk.EntityFrameworkCore", "Interconn.Sdk.Node", "Interconn.Sdk.PostgreSql",
        "Interconn.Sdk.Sqlite",
    }.ToFrozenSet(StringComparer.Ordinal);

    private readonly FrozenSet<Type> options = registered
        .Select(static descriptor => descriptor.ServiceType)
        .Where(static type => type.IsConstructedGenericType && SetupForms.Contains(type.GetGenericTypeDefinition()))
        .Select(static type => type.GetGenericArguments()[0])
        .ToFrozenSet();

    /// <summary>Whether a service is part of a node: that of the host is part of another one, of which this one must have nothing.</summary>
    public static bool IsOfANode(Type type) => type.Assembly.GetName().Name is string package && NodePackages.Contains(package);

    public bool Has(Type type) => container.IsService(type);

    public bool Has(Type type, object? key) => container.IsKeyedService(type, key);

    /// <summary>Whether a type asks for settings that nobody made for the node: its container would answer with empty ones.</summary>
    public bool IsForeignOptions(Type type) =>
        type.IsConstructedGenericType && OptionForms.Contains(type.GetGenericTypeDefinition()) && !options.Contains(type.GetGenericArguments()[0]);
}
