using System.Reflection;
using Interconn.Sdk.Client;

namespace Interconn.Sdk.Refit.Tests;

/// <summary>The package under test, which this project may not be compiled against: what it has is found by reflection.</summary>
internal static class RefitPackage
{
#if USE_REFIT
    public static Assembly Assembly { get; } = typeof(InterconnRefitClient).Assembly;
#else
    public static Assembly Assembly { get; } = SourceCompilation.Load();
#endif

    /// <summary>The methods of all its interfaces.</summary>
    public static IReadOnlyList<RefitMethod> Methods { get; } =
        [.. Assembly.GetExportedTypes().Where(type => type.IsInterface).SelectMany(type => type.GetMethods()).Select(method => new RefitMethod(method))];

    /// <summary>What <c>client.AsRefit()</c> gives.</summary>
    public static object AsRefit(InterconnClient client) =>
        Assembly.GetType("Interconn.Sdk.Refit.InterconnRefitExtensions", throwOnError: true)!.GetMethod("AsRefit")!.Invoke(null, [client])!;

    /// <summary>Calls an endpoint by its Refit method, with the values of a request model; gives the data of the answer, and null where it has none.</summary>
    public static async Task<object?> CallAsync(InterconnClient client, string endpoint, object request, CancellationToken cancellationToken = default)
    {
        RefitMethod method = Methods.Single(method => method.ToString() == endpoint);
        object refit = AsRefit(client);
        object api = refit.GetType().GetProperties().Single(property => property.PropertyType == method.Interface).GetValue(refit)!;
        return await method.CallAsync(api, request, cancellationToken);
    }
}
