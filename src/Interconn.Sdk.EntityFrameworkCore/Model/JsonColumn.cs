using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Interconn.Sdk.EntityFrameworkCore.Model;

/// <summary>Keeps a value that is read and written as a whole in one column, as JSON.</summary>
internal static class JsonColumn
{
    public static PropertyBuilder<T> IsKeptAsJson<T>(this PropertyBuilder<T> column, JsonTypeInfo<T> typeInfo)
    {
        // The records are never changed in place: another value is another object.
        return column.HasConversion(
            new ValueConverter<T, string>(value => JsonSerializer.Serialize(value, typeInfo), text => JsonSerializer.Deserialize(text, typeInfo)!),
            new ValueComparer<T>((one, other) => ReferenceEquals(one, other), value => value == null ? 0 : value.GetHashCode(), value => value));
    }
}
