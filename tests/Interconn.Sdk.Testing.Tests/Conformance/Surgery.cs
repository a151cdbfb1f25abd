using System.Reflection;

namespace Interconn.Sdk.Testing.Tests.Conformance;

/// <summary>Copies of records of which one property is another, whichever that is.</summary>
internal static class Surgery
{
    /// <summary>The properties that a record is made of.</summary>
    public static IEnumerable<PropertyInfo> PropertiesOf<TRecord>() =>
        typeof(TRecord).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(static property => property.SetMethod is not null);

    /// <summary>A copy in which a property has the value that it has where nothing was kept.</summary>
    public static TRecord Without<TRecord>(TRecord record, PropertyInfo property)
        where TRecord : class => With(record, property, Nothing(property.PropertyType, property.GetValue(record)));

    /// <summary>A copy of which every text, or every time, is another.</summary>
    public static TRecord Each<TRecord, TValue>(TRecord record, Func<TValue, TValue> change)
        where TRecord : class => PropertiesOf<TRecord>().Aggregate(
            record, (copy, property) => property.GetValue(copy) is TValue value ? With(copy, property, change(value)) : copy);

    private static TRecord With<TRecord>(TRecord record, PropertyInfo property, object? value)
        where TRecord : class
    {
        var copy = (TRecord)typeof(TRecord).GetMethod("<Clone>$")!.Invoke(record, null)!;
        property.SetValue(copy, value);
        return copy;
    }

    private static object? Nothing(Type type, object? value) => value switch
    {
        string when type == typeof(string) => "",
        Interconn.Sdk.Nodes.NodeInfo info => info with { Name = "", Description = null },
        IReadOnlyList<Interconn.Sdk.Node.Contracts.WaitingKey> => Array.Empty<Interconn.Sdk.Node.Contracts.WaitingKey>(),
        _ when type.IsValueType => Activator.CreateInstance(type),
        _ => null,
    };
}
