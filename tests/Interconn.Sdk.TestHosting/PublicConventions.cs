using System.Reflection;

namespace Interconn.Sdk.TestHosting;

/// <summary>What holds of every public type of a package; each method gives those of which it does not hold.</summary>
public static class PublicConventions
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Classes that anyone could derive from by accident.</summary>
    public static IEnumerable<string> OpenClasses(Assembly assembly) => assembly.GetExportedTypes()
        .Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false })
        .Select(type => type.FullName!);

    /// <summary>Fields that anyone could change.</summary>
    public static IEnumerable<string> MutableFields(Assembly assembly) => assembly.GetExportedTypes()
        .Where(type => !type.IsEnum)
        .SelectMany(type => type.GetFields(Declared))
        .Where(field => field is { IsLiteral: false, IsInitOnly: false })
        .Select(field => $"{field.DeclaringType!.FullName}.{field.Name}");

    /// <summary>Asynchronous methods that cannot be cancelled, or take the token elsewhere than at the end.</summary>
    public static IEnumerable<string> WithoutCancellation(Assembly assembly) => assembly.GetExportedTypes()
        .SelectMany(type => type.GetMethods(Declared))
        .Where(method => IsAsynchronous(method.ReturnType) && method.Name != nameof(IAsyncDisposable.DisposeAsync))
        .Where(method => method.GetParameters().LastOrDefault()?.ParameterType != typeof(CancellationToken))
        .Select(method => $"{method.DeclaringType!.FullName}.{method.Name}");

    /// <summary>Asynchronous methods whose name does not say so, and others whose name says so.</summary>
    public static IEnumerable<string> Misnamed(Assembly assembly) => assembly.GetExportedTypes()
        .SelectMany(type => type.GetMethods(Declared))
        .Where(method => IsAsynchronous(method.ReturnType) != method.Name.EndsWith("Async", StringComparison.Ordinal))
        .Select(method => $"{method.DeclaringType!.FullName}.{method.Name}");

    private static bool IsAsynchronous(Type type) =>
        type == typeof(Task)
        || type == typeof(ValueTask)
        || (type.IsGenericType
            && (type.GetGenericTypeDefinition() == typeof(Task<>)
                || type.GetGenericTypeDefinition() == typeof(ValueTask<>)
                || type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>)));
}
