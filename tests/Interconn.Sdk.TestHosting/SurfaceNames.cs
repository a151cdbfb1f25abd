using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Interconn.Sdk.TestHosting;

/// <summary>Types, parameters and values as C# writes them, nullability included.</summary>
internal static class SurfaceNames
{
    private static readonly Dictionary<Type, string> Words = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(char)] = "char",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(double)] = "double",
    };

    public static NullabilityInfo Nullability(ParameterInfo parameter) => new NullabilityInfoContext().Create(parameter);

    public static NullabilityInfo Nullability(PropertyInfo property) => new NullabilityInfoContext().Create(property);

    public static NullabilityInfo Nullability(FieldInfo field) => new NullabilityInfoContext().Create(field);

    public static string Of(Type type, NullabilityInfo? nullability = null, bool isQualified = false)
    {
        if (type.IsByRef)
        {
            return Of(type.GetElementType()!, nullability);
        }

        if (Nullable.GetUnderlyingType(type) is Type underlying)
        {
            return Of(underlying) + "?";
        }

        // Of a type parameter it is not known whether it may be null; that is its argument's affair.
        bool isNullable = !type.IsValueType && !type.IsGenericParameter
            && (nullability?.ReadState == NullabilityState.Nullable || nullability?.WriteState == NullabilityState.Nullable);
        return Bare(type, nullability, isQualified) + (isNullable ? "?" : "");
    }

    public static string Parameters(ParameterInfo[] parameters) => string.Join(", ", parameters.Select(Parameter));

    public static string Constraints(Type[] generics) => string.Concat(generics.Where(each => each.IsGenericParameter).Select(Constraint));

    public static string Value(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        Enum member => $"{member.GetType().Name}.{member}",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private static string Bare(Type type, NullabilityInfo? nullability, bool isQualified)
    {
        if (type.IsArray)
        {
            return Of(type.GetElementType()!, nullability?.ElementType) + "[]";
        }

        if (Words.TryGetValue(type, out string? word))
        {
            return word;
        }

        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        string name = type.Name.Split('`')[0];
        if (type.IsGenericType)
        {
            IEnumerable<string> arguments = type.GetGenericArguments()
                .Select((argument, i) => Of(argument, nullability?.GenericTypeArguments.ElementAtOrDefault(i)));
            name += "<" + string.Join(", ", arguments) + ">";
        }

        return type.IsNested ? Bare(type.DeclaringType!, null, isQualified) + "." + name : isQualified ? type.Namespace + "." + name : name;
    }

    private static string Parameter(ParameterInfo parameter)
    {
        string passing =
            parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute)) ? "params "
            : !parameter.ParameterType.IsByRef ? ""
            : parameter.IsOut ? "out "
            : parameter.IsIn ? "in "
            : "ref ";
        object? value = parameter.RawDefaultValue;
        bool isStruct = parameter.ParameterType.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) is null;
        string preset = !parameter.HasDefaultValue ? ""
            : value is not null && parameter.ParameterType.IsEnum ? " = " + Value(Enum.ToObject(parameter.ParameterType, value))
            // The default of a structure is told as null by reflection.
            : " = " + (value is null && isStruct ? "default" : Value(value));
        return passing + Of(parameter.ParameterType, Nullability(parameter)) + " " + parameter.Name + preset;
    }

    private static string Constraint(Type parameter)
    {
        GenericParameterAttributes flags = parameter.GenericParameterAttributes;
        bool isStruct = flags.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
        string[] constraints =
        [
            .. flags.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint) ? ["class"] : Array.Empty<string>(),
            .. isStruct ? ["struct"] : Array.Empty<string>(),
            .. parameter.GetGenericParameterConstraints().Where(each => each != typeof(ValueType))
                .Select(each => Of(each)).Order(StringComparer.Ordinal),
            .. flags.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) && !isStruct ? ["new()"] : Array.Empty<string>(),
        ];
        return constraints.Length == 0 ? "" : $" where {parameter.Name} : {string.Join(", ", constraints)}";
    }
}
