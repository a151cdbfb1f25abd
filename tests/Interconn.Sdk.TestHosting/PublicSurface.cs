using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Interconn.Sdk.TestHosting;

/// <summary>
/// Everything public of a package as text, one member a line, sorted: committed beside the tests, so that a change of it is seen and meant. The
/// members that the compiler makes for records are left out.
/// </summary>
public static class PublicSurface
{
    /// <summary>Set to 1, it rewrites the committed file in the source tree in place of a failure.</summary>
    public const string AcceptVariable = "INTERCONN_ACCEPT_PUBLIC_API";

    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    // What a caller or a compiler goes by; the rest tells nobody anything.
    private static readonly HashSet<string> AttributesThatMatter =
        ["ObsoleteAttribute", "FlagsAttribute", "ExperimentalAttribute", "RequiresUnreferencedCodeAttribute", "RequiresDynamicCodeAttribute"];

    /// <summary>
    /// Compares an assembly with the file <c>PublicApi/{its name}.txt</c> of its test project; null where they agree, otherwise what to tell.
    /// </summary>
    public static string? Compare(Assembly assembly)
    {
        string actual = Describe(assembly);
        string name = assembly.GetName().Name + ".txt";
        if (Environment.GetEnvironmentVariable(AcceptVariable) == "1")
        {
            File.WriteAllText(Path.Combine(SourceFolder(), "..", assembly.GetName().Name + ".Tests", "PublicApi", name), actual);
            return null;
        }

        string committed = Path.Combine(AppContext.BaseDirectory, "PublicApi", name);
        string[] expected = File.Exists(committed) ? Flatten(File.ReadAllText(committed)) : [];
        string[] lines = Flatten(actual);
        string[] difference = [.. expected.Except(lines).Select(line => "- " + line), .. lines.Except(expected).Select(line => "+ " + line)];
        return difference.Length == 0
            ? null
            : $"The public API of {assembly.GetName().Name} is not the committed one:\n{string.Join('\n', difference)}\n"
                + $"If it is meant, run the tests once with {AcceptVariable}=1, which rewrites PublicApi/{name}, and commit the file.";
    }

    private static string SourceFolder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    /// <summary>The text.</summary>
    public static string Describe(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (Type type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(Header(type)).Append('\n');
            foreach (string member in Members(type).Order(StringComparer.Ordinal))
            {
                text.Append("    ").Append(member).Append('\n');
            }
        }

        return text.ToString();
    }

    // Each member with its type in front, so that a line says all by itself.
    private static string[] Flatten(string text)
    {
        var lines = new List<string>();
        string type = "";
        foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            bool isMember = line.StartsWith(' ');
            type = isMember ? type : line.TrimEnd('\r');
            lines.Add(isMember ? $"{type} → {line.Trim()}" : type);
        }

        return [.. lines];
    }

    private static string Header(Type type)
    {
        bool isDelegate = type.IsSubclassOf(typeof(Delegate));
        bool isRecord = type.GetMethod("PrintMembers", Declared) is not null;
        string kind =
            type.IsEnum ? "enum"
            : type.IsInterface ? "interface"
            : isDelegate ? "delegate"
            : type.IsValueType ? (type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly " : "") + (isRecord ? "record struct" : "struct")
            : Openness(type) + (isRecord ? "record" : "class");
        IEnumerable<string> bases = Own(type).Select(each => SurfaceNames.Of(each)).Order(StringComparer.Ordinal);
        if (type.BaseType is Type parent && parent != typeof(object) && parent != typeof(ValueType) && parent != typeof(Enum) && !isDelegate)
        {
            bases = bases.Prepend(SurfaceNames.Of(parent));
        }

        string list = string.Join(", ", bases);
        return Attributes(type) + kind + " " + SurfaceNames.Of(type, isQualified: true) + (list.Length > 0 ? " : " + list : "")
            + SurfaceNames.Constraints(type.GetGenericArguments());
    }

    private static string Openness(Type type) => (type.IsAbstract, type.IsSealed) switch
    {
        (true, true) => "static ",
        (true, false) => "abstract ",
        (false, true) => "sealed ",
        _ => "",
    };

    // The interfaces that the type itself brings, not those of its base, and only those that others can see.
    private static IEnumerable<Type> Own(Type type) =>
        type.IsEnum ? [] : type.GetInterfaces().Where(each => each.IsVisible).Except(type.BaseType?.GetInterfaces() ?? []);

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
        {
            return type.GetFields(BindingFlags.Public | BindingFlags.Static)
                .Select(field => $"{field.Name} = {Convert.ToInt64(field.GetRawConstantValue(), CultureInfo.InvariantCulture)}");
        }

        return type.GetFields(Declared).Where(IsVisible).Select(Field)
            .Concat(type.GetProperties(Declared).Where(property => IsVisible(property.GetMethod) || IsVisible(property.SetMethod))
                .Where(property => property.Name != "EqualityContract").Select(Property))
            .Concat(type.GetConstructors(Declared).Where(IsVisible).Where(constructor => !IsMade(constructor)).Select(Constructor))
            .Concat(type.GetMethods(Declared).Where(IsVisible)
                .Where(method => !method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal))
                .Where(method => !IsMade(method)).Select(Method))
            .Concat(type.GetEvents(Declared).Where(each => IsVisible(each.AddMethod))
                .Select(each => $"event {SurfaceNames.Of(each.EventHandlerType!)} {each.Name}"));
    }

    private static string Field(FieldInfo field)
    {
        string kind = field.IsLiteral ? "const " : (field.IsStatic ? "static " : "") + (field.IsInitOnly ? "readonly " : "");
        string value = field.IsLiteral ? " = " + SurfaceNames.Value(field.GetRawConstantValue()) : "";
        return Attributes(field) + kind + SurfaceNames.Of(field.FieldType, SurfaceNames.Nullability(field)) + " " + field.Name + value;
    }

    private static string Property(PropertyInfo property)
    {
        bool isInit = property.SetMethod?.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) == true;
        string setter = !IsVisible(property.SetMethod) ? "" : isInit ? " init;" : " set;";
        string parameters = property.GetIndexParameters() is { Length: > 0 } index ? "[" + SurfaceNames.Parameters(index) + "]" : "";
        string required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        return Attributes(property) + Modifiers((property.GetMethod ?? property.SetMethod)!) + required
            + SurfaceNames.Of(property.PropertyType, SurfaceNames.Nullability(property)) + " " + property.Name + parameters
            + " {" + (IsVisible(property.GetMethod) ? " get;" : "") + setter + " }";
    }

    private static string Constructor(ConstructorInfo constructor) =>
        Attributes(constructor) + (constructor.IsPublic ? "" : "protected ") + "new(" + SurfaceNames.Parameters(constructor.GetParameters()) + ")";

    private static string Method(MethodInfo method)
    {
        string generics = method.IsGenericMethod ? "<" + string.Join(", ", method.GetGenericArguments().Select(each => each.Name)) + ">" : "";
        string extension = method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "";
        string result = SurfaceNames.Of(method.ReturnType, SurfaceNames.Nullability(method.ReturnParameter));
        return Attributes(method) + Modifiers(method) + result + " " + method.Name + generics
            + "(" + extension + SurfaceNames.Parameters(method.GetParameters()) + ")" + SurfaceNames.Constraints(method.GetGenericArguments());
    }

    private static string Modifiers(MethodInfo method)
    {
        string access = method.IsPublic ? "" : "protected ";
        bool isOverride = method.GetBaseDefinition().DeclaringType != method.DeclaringType;
        string kind =
            method.DeclaringType!.IsInterface ? (method.IsStatic ? "static " : method.IsAbstract ? "" : "default ")
            : method.IsStatic ? "static "
            : method.IsAbstract ? "abstract "
            : isOverride ? (method.IsFinal ? "sealed " : "") + "override "
            : method is { IsVirtual: true, IsFinal: false } ? "virtual "
            : "";
        return access + kind;
    }

    // The constructor of a type with required members is marked obsolete by the compiler, for older ones to stop at.
    private static string Attributes(MemberInfo member) => member.IsDefined(typeof(CompilerFeatureRequiredAttribute))
        ? ""
        : string.Concat(member.GetCustomAttributesData()
            .Select(each => each.AttributeType.Name)
            .Where(AttributesThatMatter.Contains)
            .Order(StringComparer.Ordinal)
            .Select(name => $"[{name[..^"Attribute".Length]}] "));

    private static bool IsMade(MemberInfo member) => member.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false);

    private static bool IsVisible(FieldInfo field) =>
        field.IsPublic || ((field.IsFamily || field.IsFamilyOrAssembly) && !field.DeclaringType!.IsSealed);

    private static bool IsVisible(MethodBase? method) =>
        method is not null && (method.IsPublic || ((method.IsFamily || method.IsFamilyOrAssembly) && !method.DeclaringType!.IsSealed));
}
