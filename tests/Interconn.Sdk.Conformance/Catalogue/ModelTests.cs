using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Interconn.Sdk.Audits;
using Interconn.Sdk.Components;
using Interconn.Sdk.Datasets;
using Interconn.Sdk.Flows;
using Interconn.Sdk.Jobs;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Projects;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Serialization;

namespace Interconn.Sdk.Conformance.Catalogue;

/// <summary>Holds every model against the fields of the standard, both ways: name, type, required or not, null or not.</summary>
public sealed class ModelTests
{
    private static readonly Dictionary<string, Type> ModelOf = new()
    {
        ["ResourcePermit"] = typeof(ResourcePermit),
        ["ColumnMeta"] = typeof(ColumnMeta),
        ["Node"] = typeof(NodeInfo),
        ["DAG"] = typeof(Dag),
        ["DagComponent"] = typeof(DagComponent),
        ["DagPort"] = typeof(DagPort),
        ["Config"] = typeof(JobConfig),
        ["ConfigInitiator"] = typeof(JobConfigInitiator),
        ["ConfigRoles"] = typeof(JobConfigRoles),
        ["ConfigParams"] = typeof(JobConfigParams),
    };

    private static readonly Dictionary<Type, string> WireTypeOf = new()
    {
        [typeof(string)] = "string",
        [typeof(ApprovalStatus)] = "string",
        [typeof(ApprovalDecision)] = "string",
        [typeof(ColumnDistribution)] = "string",
        [typeof(ComponentStatus)] = "string",
        [typeof(ProjectType)] = "string",
        [typeof(ResourceType)] = "string",
        [typeof(int)] = "int32",
        [typeof(DateTimeOffset)] = "int64",
        [typeof(JsonObject)] = "object",
    };

    private static IEnumerable<StandardEndpoint> Standards => Standard.Endpoints;

    private static IEnumerable<string> TypeNames => Standard.Types.Keys;

    [TestCaseSource(nameof(Standards))]
    public void RequestModel_AgainstTheStandard_HasTheSameFields(StandardEndpoint standard) =>
        AssertSameFields(InterconnEndpoints.Find(standard.Section)!.RequestTypeInfo, standard.Request);

    [TestCaseSource(nameof(Standards))]
    public void AnswerModel_AgainstTheStandard_HasTheSameFields(StandardEndpoint standard) =>
        AssertSameFields(InterconnEndpoints.Find(standard.Section)!.ResponseTypeInfo, standard.Answer);

    [TestCaseSource(nameof(TypeNames))]
    public void NamedModel_AgainstTheStandard_HasTheSameFields(string name) =>
        AssertSameFields(InterconnJson.Options.GetTypeInfo(ModelOf[name]), Standard.Types[name]);

    [Test]
    public void RequestModels_JsonNames_FollowFromThePropertyNames()
    {
        // The rules of fields name a field by its property: where this does not hold they would name another.
        var all = InterconnEndpoints.All.Select(endpoint => endpoint.RequestTypeInfo.Type)
            .Concat(ModelOf.Values)
            .Append(typeof(ProjectDataset));
        foreach (Type model in all.Distinct())
        {
            foreach (JsonPropertyInfo property in Fields(InterconnJson.Options.GetTypeInfo(model)).Where(field => field.Name != "componentName"))
            {
                string clrName = ((System.Reflection.PropertyInfo)property.AttributeProvider!).Name;
                Assert.That(property.Name, Is.EqualTo(JsonNamingPolicy.SnakeCaseLower.ConvertName(clrName)), model.Name);
            }
        }
    }

    [Test]
    public void RequestModels_All_HaveFieldRules()
    {
        foreach (InterconnEndpoint endpoint in InterconnEndpoints.All.Where(endpoint => endpoint.Section != "3.7"))
        {
            Assert.That(typeof(IFieldRules).IsAssignableFrom(endpoint.RequestTypeInfo.Type), Is.True, endpoint.Section);
        }
    }

    [TestCaseSource(nameof(Standards))]
    public void RequestModel_WithContractId_IsFoundByIt(StandardEndpoint standard)
    {
        Type model = InterconnEndpoints.Find(standard.Section)!.RequestTypeInfo.Type;
        Assert.That(typeof(INamesContract).IsAssignableFrom(model), Is.EqualTo(standard.Request.Any(field => field.Name == "contract_id")));
        Assert.That(typeof(IBringsCredential).IsAssignableFrom(model), Is.EqualTo(standard.Request.Any(field => field.Name == "auth_credential")));
        Assert.That(typeof(IPagedRequest).IsAssignableFrom(model), Is.EqualTo(standard.Request.Any(field => field.Name == "page_num")));
    }

    private static void AssertSameFields(JsonTypeInfo model, IReadOnlyList<StandardField> standard)
    {
        List<JsonPropertyInfo> fields = [.. Fields(model)];
        Assert.That(fields.Select(field => field.Name), Is.EquivalentTo(standard.Select(field => field.Name)), model.Type.Name);
        foreach (StandardField expected in standard)
        {
            JsonPropertyInfo field = fields.Single(candidate => candidate.Name == expected.Name);
            string where = $"{model.Type.Name}.{expected.Name}";
            Assert.That(field.IsRequired, Is.EqualTo(expected.Required), where);
            Assert.That(MayBeNull(field), Is.EqualTo(!expected.Required), where);
            AssertSameType(field, expected, where);
        }
    }

    private static void AssertSameType(JsonPropertyInfo field, StandardField expected, string where)
    {
        if (expected.Children.Count > 0)
        {
            Type element = field.PropertyType.GetGenericArguments().Single();
            Assert.That(field.PropertyType.GetGenericTypeDefinition(), Is.EqualTo(typeof(IReadOnlyList<>)), where);
            AssertSameFields(InterconnJson.Options.GetTypeInfo(element), expected.Children);
        }
        else
        {
            Assert.That(WireType(field.PropertyType), Is.EqualTo(expected.Type), where);
        }
    }

    private static string WireType(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (WireTypeOf.TryGetValue(type, out string? wireType))
        {
            return wireType;
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            return $"array<{WireType(type.GetGenericArguments()[0])}>";
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>))
        {
            return $"map<{WireType(type.GetGenericArguments()[0])},{WireType(type.GetGenericArguments()[1])}>";
        }

        return ModelOf.Single(pair => pair.Value == type).Key;
    }

    private static bool MayBeNull(JsonPropertyInfo field) =>
        field.PropertyType.IsValueType ? Nullable.GetUnderlyingType(field.PropertyType) is not null : field.IsSetNullable && field.IsGetNullable;

    // A property that the serializer is told to ignore is still listed, without accessors.
    private static IEnumerable<JsonPropertyInfo> Fields(JsonTypeInfo model) =>
        model.Properties.Where(property => !property.IsExtensionData && (property.Get ?? (object?)property.Set) is not null);
}
