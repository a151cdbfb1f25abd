using System.Reflection;
using System.Xml.Linq;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.OpenApi.Documentation;

/// <summary>The summaries of the SDK's types and members, as the build has collected them from its sources.</summary>
internal static class XmlDocumentation
{
    private static readonly Dictionary<string, XElement> Members = Load(typeof(InterconnEndpoints).Assembly);

    public static string Of(Type type) => Summary("T:" + IdOf(Definition(type)));

    public static string Of(FieldInfo field) => Summary($"F:{IdOf(field.DeclaringType!)}.{field.Name}");

    public static string Of(PropertyInfo property)
    {
        Type owner = Definition(property.DeclaringType!);
        string id = $"P:{IdOf(owner)}.{property.Name}";
        if (Members.GetValueOrDefault(id)?.Element("inheritdoc") is null)
        {
            return Summary(id);
        }

        return Of(owner.GetInterfaces().Select(each => each.GetProperty(property.Name)).OfType<PropertyInfo>().Single());
    }

    public static string Of(MethodInfo method) => Summary(
        $"M:{IdOf(method.DeclaringType!)}.{method.Name}({string.Join(',', method.GetParameters().Select(parameter => IdOf(parameter.ParameterType)))})");

    private static string Summary(string id) => Members.TryGetValue(id, out XElement? member) && member.Element("summary") is XElement summary
        ? XmlText.Render(summary)
        : throw new InvalidOperationException($"{id} has no summary. Every public member has one, and the build collects it.");

    private static Type Definition(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;

    private static string IdOf(Type type) => type.FullName!.Replace('&', '@');

    private static Dictionary<string, XElement> Load(Assembly assembly) =>
        XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member").ToDictionary(member => member.Attribute("name")!.Value);
}
