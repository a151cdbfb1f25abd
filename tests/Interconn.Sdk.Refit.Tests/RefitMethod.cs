using System.Reflection;
using System.Text.Json.Serialization;
using Refit;

namespace Interconn.Sdk.Refit.Tests;

/// <summary>A method of a Refit interface, as its attributes describe it.</summary>
internal sealed class RefitMethod
{
    private readonly MethodInfo method;
    private readonly HttpMethodAttribute route;

    public RefitMethod(MethodInfo method)
    {
        this.method = method;
        route = method.GetCustomAttributes<HttpMethodAttribute>().Single();
        Parameters = method.GetParameters();
        Queried = [.. Parameters.Where(parameter => parameter.IsDefined(typeof(AliasAsAttribute)))];
        Body = Parameters.SingleOrDefault(parameter => parameter.IsDefined(typeof(BodyAttribute)));
    }

    public Type Interface => method.DeclaringType!;

    public IReadOnlyList<ParameterInfo> Parameters { get; }

    /// <summary>The parameters that become query parameters, in their order.</summary>
    public IReadOnlyList<ParameterInfo> Queried { get; }

    public ParameterInfo? Body { get; }

    public Type ReturnType => method.ReturnType;

    public static string WireName(ParameterInfo parameter) => parameter.GetCustomAttribute<AliasAsAttribute>()!.Name;

    public async Task<object?> CallAsync(object api, object request, CancellationToken cancellationToken)
    {
        object?[] arguments = [.. Parameters.Select(parameter => Argument(parameter, request, cancellationToken))];
        var call = (Task)method.Invoke(api, arguments)!;
        await call;
        return ReturnType == typeof(Task) ? null : ReturnType.GetProperty("Result")!.GetValue(call);
    }

    public override string ToString() => $"{route.Method} {route.Path}";

    private object? Argument(ParameterInfo parameter, object request, CancellationToken cancellationToken) =>
        parameter.ParameterType == typeof(CancellationToken) ? cancellationToken
        : parameter == Body ? request
        : request.GetType().GetProperties()
            .Single(property => property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name == WireName(parameter)).GetValue(request);
}
