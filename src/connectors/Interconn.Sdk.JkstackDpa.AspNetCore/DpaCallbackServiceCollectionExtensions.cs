using System.Diagnostics.CodeAnalysis;
using Interconn.Sdk.JkstackDpa.AspNetCore;
using Interconn.Sdk.JkstackDpa.AspNetCore.Receiving;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

// The namespace of every AddX of the framework, so that a host needs no further using to find it.
#pragma warning disable IDE0130
namespace Microsoft.Extensions.DependencyInjection;
#pragma warning restore IDE0130

/// <summary>Registers the receiver of the JKStack DPA's callbacks.</summary>
public static class DpaCallbackServiceCollectionExtensions
{
    /// <summary>
    /// Registers the handler of callbacks; map the receiver with <c>MapDpaCallback</c>. What was delivered is remembered in memory, unless the host registers an
    /// <see cref="IDpaCallbackStore"/> of its own, with whichever lifetime.
    /// </summary>
    /// <typeparam name="THandler">The handler. It is made anew for each callback, in the scope of its request.</typeparam>
    /// <param name="services">The services of the host.</param>
    /// <param name="configure">Sets what is not to be left as it is; null sets nothing.</param>
    /// <returns>The services.</returns>
    /// <exception cref="InvalidOperationException">A handler is registered already.</exception>
    public static IServiceCollection AddDpaCallback<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(
        this IServiceCollection services, Action<DpaCallbackOptions>? configure = null)
        where THandler : class, IDpaCallbackHandler
    {
        ArgumentNullException.ThrowIfNull(services);
        if (services.Any(static service => service.ServiceType == typeof(IDpaCallbackHandler)))
        {
            throw new InvalidOperationException("A handler of DPA callbacks is registered already. Callbacks name plan and execution: let one handler tell them apart.");
        }

        services.AddLogging();
        services.AddOptions<DpaCallbackOptions>().Configure(options => configure?.Invoke(options)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<DpaCallbackOptions>, DpaCallbackOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IDpaCallbackStore, InMemoryCallbackStore>();
        services.AddSingleton<CallbackReceiver>();
        services.AddScoped<IDpaCallbackHandler, THandler>();
        return services;
    }
}
