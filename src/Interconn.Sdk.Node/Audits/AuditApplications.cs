using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Interconn.Sdk.Serialization;

namespace Interconn.Sdk.Node.Audits;

/// <summary>How applications are kept as text: in one spelling, so that equal ones are equal texts.</summary>
internal static class AuditApplications
{
    public static string Write<T>(T application)
        where T : class => JsonSerializer.Serialize(application, TypeInfo<T>());

    public static T? Read<T>(AuditRecord audit, AuditResource resource)
        where T : class => audit.Resource == resource ? JsonSerializer.Deserialize(audit.ApplicationJson, TypeInfo<T>()) : null;

    public static JsonTypeInfo<T> TypeInfo<T>() => (JsonTypeInfo<T>)InterconnJson.Options.GetTypeInfo(typeof(T));
}
