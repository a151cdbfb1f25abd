using System.Reflection;
using System.Text.Json;
using Interconn.Sdk.Client;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.OpenApi.Operations;

/// <summary>The method of the client that calls an endpoint: it gives the operation its name and its words.</summary>
/// <param name="Resource">The property of the client that has the method, for instance <c>Datasets</c>.</param>
/// <param name="Method">The method, for instance <c>ApplyAuditAsync</c>.</param>
internal sealed record ApiMethod(string Resource, MethodInfo Method)
{
    /// <summary>For instance <c>datasets_applyAudit</c>. Generators of clients take what stands before the underscore for the name of a class.</summary>
    public string OperationId => $"{Camel(Resource)}_{Camel(Method.Name[..^"Async".Length])}";

    /// <summary>The resources of the standard: the properties of the client that are APIs, in their order.</summary>
    public static IEnumerable<PropertyInfo> Resources => typeof(InterconnClient).GetProperties().Where(property => property.PropertyType.IsInterface);

    public static ApiMethod Of(InterconnEndpoint endpoint)
    {
        // A resource has its API beside its handler, and each method has a request of its own.
        PropertyInfo resource = Resources.Single(property => property.PropertyType.Namespace == endpoint.HandlerType.Namespace);
        Type request = endpoint.RequestTypeInfo.Type;
        return new ApiMethod(
            resource.Name,
            resource.PropertyType.GetMethods().Single(method => request == (method.GetParameters() is [{ } first, _] ? first.ParameterType : typeof(NoData))));
    }

    private static string Camel(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);
}
