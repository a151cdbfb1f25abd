using System.Reflection;
using System.Text.Json.Serialization.Metadata;
using Interconn.Sdk.Conformance.Catalogue;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Refit.Tests;

/// <summary>Holds the Refit interfaces against the standard, and against the request and answer models of the SDK.</summary>
public sealed class EndpointTests
{
    private static readonly NullabilityInfoContext Nullability = new();

    private static IEnumerable<StandardEndpoint> Standards => Standard.Endpoints;

    [Test]
    public void Methods_AgainstTheStandard_AreItsEndpointsAndNoOther()
    {
        Assert.That(RefitPackage.Methods, Has.Count.EqualTo(32));
        Assert.That(
            RefitPackage.Methods.Select(method => method.ToString()),
            Is.EquivalentTo(Standard.Endpoints.Select(endpoint => $"{endpoint.Method} {endpoint.Path}")));
    }

    [TestCaseSource(nameof(Standards))]
    public void Parameters_AgainstTheStandard_AreItsFields(StandardEndpoint standard)
    {
        RefitMethod method = MethodOf(standard);
        bool isGet = standard.Method == "GET";
        IEnumerable<string> expected = isGet
            ? standard.Request.Select(field => $"{field.Name}: {(field.Required ? "required" : "optional")} {field.Type}")
            : [];
        Assert.That(
            method.Queried.Select(parameter =>
                $"{RefitMethod.WireName(parameter)}: {(parameter.IsOptional ? "optional" : "required")} {StandardTypeOf(parameter)}"),
            Is.EquivalentTo(expected));
        Assert.That(method.Body is null, Is.EqualTo(isGet));
    }

    [TestCaseSource(nameof(Standards))]
    public void Parameters_AgainstTheRequestModel_AreItsPropertiesInOrder(StandardEndpoint standard)
    {
        RefitMethod method = MethodOf(standard);
        JsonTypeInfo request = InterconnEndpoints.Find(standard.Section)!.RequestTypeInfo;
        if (method.Body is not null)
        {
            Assert.That(method.Body.ParameterType, Is.EqualTo(request.Type));
            return;
        }

        Assert.That(method.Queried.Select(RefitMethod.WireName), Is.EqualTo(request.Properties.Select(property => property.Name)));
        foreach ((ParameterInfo parameter, JsonPropertyInfo property) in method.Queried.Zip(request.Properties))
        {
            Assert.Multiple(() =>
            {
                Assert.That(parameter.ParameterType, Is.EqualTo(property.PropertyType), property.Name);
                Assert.That(parameter.IsOptional, Is.Not.EqualTo(property.IsRequired), property.Name);
                Assert.That(parameter.IsOptional ? parameter.DefaultValue : null, Is.Null, property.Name);
                Assert.That(
                    Nullability.Create(parameter).WriteState,
                    Is.EqualTo(property.IsRequired ? NullabilityState.NotNull : NullabilityState.Nullable),
                    property.Name);
            });
        }
    }

    [TestCaseSource(nameof(Standards))]
    public void Parameters_OfEveryMethod_AreQueryBodyAndATokenAtTheEnd(StandardEndpoint standard)
    {
        RefitMethod method = MethodOf(standard);
        ParameterInfo last = method.Parameters[^1];
        Assert.That(last.ParameterType, Is.EqualTo(typeof(CancellationToken)));
        Assert.That(last.IsOptional, Is.True);
        Assert.That(method.Parameters, Has.Count.EqualTo(method.Queried.Count + (method.Body is null ? 0 : 1) + 1));
    }

    [TestCaseSource(nameof(Standards))]
    public void Answer_OfEveryMethod_IsTheModelOrNothing(StandardEndpoint standard)
    {
        InterconnEndpoint endpoint = InterconnEndpoints.Find(standard.Section)!;
        Assert.That(
            MethodOf(standard).ReturnType,
            Is.EqualTo(standard.AnswersData ? typeof(Task<>).MakeGenericType(endpoint.ResponseTypeInfo.Type) : typeof(Task)));
    }

    [TestCaseSource(nameof(Standards))]
    public void Interface_OfEveryMethod_IsNamedAfterTheResourceOfItsHandler(StandardEndpoint standard)
    {
        string resource = InterconnEndpoints.Find(standard.Section)!.HandlerType.Namespace!.Split('.')[^1];
        Assert.That(MethodOf(standard).Interface.FullName, Is.EqualTo($"Interconn.Sdk.Refit.{resource}.I{resource}RefitApi"));
    }

    private static RefitMethod MethodOf(StandardEndpoint standard) =>
        RefitPackage.Methods.Single(method => method.ToString() == $"{standard.Method} {standard.Path}");

    private static string StandardTypeOf(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(string) ? "string"
        : parameter.ParameterType == typeof(int?) ? "int32"
        : parameter.ParameterType.ToString();
}
