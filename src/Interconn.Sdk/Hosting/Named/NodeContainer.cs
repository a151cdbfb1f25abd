using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Interconn.Sdk.Hosting.Named;

/// <summary>
/// Makes the container of a named node. Whatever was registered there by the SDK or by the host is made with <see cref="JoinedServices"/>, so that it may take what the
/// node has and what the host has. What the framework registered for itself (options, HTTP clients, pools) stays as it is: it is complete.
/// </summary>
internal static class NodeContainer
{
    private const string FrameworkPrefix = "Microsoft.";

    public static ServiceProvider Build(NamedNode node, IServiceCollection registered)
    {
        // What is registered from here on would go unnoticed.
        (registered as ServiceCollection)?.MakeReadOnly();
        var services = new ServiceCollection();
        foreach (ServiceDescriptor descriptor in registered)
        {
            services.Add(Join(descriptor));
        }

        services.AddSingleton(node);
        services.AddSingleton(provider => new RootServices(provider, node.Host, registered));
        services.AddScoped<ScopeServices>();
        if (node.Host.GetService<ILoggerFactory>() is ILoggerFactory loggers)
        {
            // An instance, which this container does not dispose of.
            services.Replace(ServiceDescriptor.Singleton<ILoggerFactory>(new NamedLoggerFactory(loggers, node.Name)));
        }

        bool isDevelopment = node.Host.GetService<IHostEnvironment>()?.IsDevelopment() == true;
        ServiceProvider provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = isDevelopment });
        try
        {
            provider.GetService<IStartupValidator>()?.Validate();
            return provider;
        }
        catch (OptionsValidationException exception)
        {
            provider.Dispose();

            // The settings of all nodes are named alike.
            throw new OptionsValidationException(
                exception.OptionsName, exception.OptionsType, exception.Failures.Select(failure => $"Node '{node.Name}': {failure}"));
        }
    }

    private static ServiceDescriptor Join(ServiceDescriptor descriptor)
    {
        if (descriptor.IsKeyedService)
        {
            return descriptor;
        }

        if (descriptor.ImplementationFactory is Func<IServiceProvider, object> factory)
        {
            return IsFramework(factory.Method.Module.Assembly.GetName().Name)
                ? descriptor
                : Describe(descriptor, factory, IsCore(factory.Method.Module.Assembly.GetName().Name));
        }

        if (descriptor.ImplementationType is Type type && !type.IsGenericTypeDefinition && !IsFramework(type.Assembly.GetName().Name))
        {
            return Describe(descriptor, MakerOf(descriptor.ImplementationType), IsCore(type.Assembly.GetName().Name));
        }

        return descriptor;
    }

    private static ServiceDescriptor Describe(ServiceDescriptor descriptor, Func<IServiceProvider, object> make, bool isCore) => ServiceDescriptor.Describe(
        descriptor.ServiceType,
        provider =>
        {
            NodeServices services = NodeServices.Of(provider);
            return make(isCore ? services.ForNode : services.ForHost);
        },
        descriptor.Lifetime);

    // The compiled factory is quicker, and cannot choose among several constructors.
    private static Func<IServiceProvider, object> MakerOf([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] Type type)
    {
        if (type.GetConstructors().Length != 1)
        {
            return provider => ActivatorUtilities.CreateInstance(provider, type);
        }

        ObjectFactory factory = ActivatorUtilities.CreateFactory(type, Type.EmptyTypes);
        return provider => factory(provider, null);
    }

    private static bool IsFramework(string? assembly) => assembly?.StartsWith(FrameworkPrefix, StringComparison.Ordinal) == true;

    private static bool IsCore(string? assembly) => assembly == typeof(NodeContainer).Assembly.GetName().Name;
}
