using System.Reflection;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.OpenApi.Documentation;

/// <summary>Turns a documentation comment into the Markdown of OpenAPI. What it refers to goes by its name on the wire, where it has one.</summary>
internal static partial class XmlText
{
    public static string Render(XElement element) => Blanks.Replace(string.Concat(element.Nodes().Select(Render)), " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks { get; }

    private static string Render(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" } see => $"`{NameOf(see)}`",
        XElement { Name.LocalName: "c" or "paramref" } code => $"`{code.Value}{code.Attribute("name")?.Value}`",
        XElement inner => Render(inner),
        _ => "",
    };

    private static string NameOf(XElement see)
    {
        string id = (see.Attribute("cref") ?? see.Attribute("langword"))!.Value;
        string path = id[(id.IndexOf(':', StringComparison.Ordinal) + 1)..].Split('(')[0];
        int last = path.LastIndexOf('.');
        string name = path[(last + 1)..];
        if (id[0] is not ('P' or 'F') || id[1] != ':')
        {
            return name;
        }

        MemberInfo member = typeof(InterconnEndpoints).Assembly.GetType(path[..last])!.GetMember(name).Single();
        return member switch
        {
            FieldInfo { IsLiteral: true, FieldType.IsEnum: false } constant => $"{constant.GetRawConstantValue()}",
            _ => member.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? name,
        };
    }
}
