using System.Runtime.CompilerServices;
using System.Text.Json;
using Interconn.Sdk.Transport;

namespace Interconn.Sdk.Protocol;

/// <summary>
/// A request whose fields have rules beyond their JSON type. The client checks them before sending, the server after parsing.
/// </summary>
internal interface IFieldRules
{
    void Check();
}

/// <summary>
/// Checks fields and throws at the first that breaks its rule. The name on the wire is derived from the property's: the standard spells
/// fields in snake case, and a test holds every model to that.
/// </summary>
internal static class FieldRules
{
    public const int MaxIdLength = 128;
    public const int MaxNameLength = 256;
    public const int MaxLongNameLength = 1024;
    public const int MaxTextLength = 4096;
    public const int MaxCredentialLength = 16 * 1024;
    public const int MaxListLength = 1000;
    public const int MaxMapLength = 256;

    private const char FirstPlain = ' ';
    private const char LastPlain = '~';
    private const char ZeroWidthNonJoiner = '\u200c';
    private const char ZeroWidthJoiner = '\u200d';

    /// <summary>An identifier: 1 to 128 characters, none of them a control character or unseen.</summary>
    public static void Id(string? value, [CallerArgumentExpression(nameof(value))] string field = "") => Text(value, 1, MaxIdLength, field);

    /// <summary>A name: 1 to 256 characters.</summary>
    public static void Name(string? value, [CallerArgumentExpression(nameof(value))] string field = "") => Text(value, 1, MaxNameLength, field);

    /// <summary>A name made of several parts, such as an address or a port's key: 1 to 1,024 characters.</summary>
    public static void LongName(string? value, [CallerArgumentExpression(nameof(value))] string field = "") =>
        Text(value, 1, MaxLongNameLength, field);

    /// <summary>A short text that may be empty: at most 256 characters.</summary>
    public static void ShortText(string? value, [CallerArgumentExpression(nameof(value))] string field = "") => Text(value, 0, MaxNameLength, field);

    /// <summary>A description: at most 4,096 characters; lines and tabs are allowed.</summary>
    public static void Description(string? value, [CallerArgumentExpression(nameof(value))] string field = "")
    {
        if (value is { Length: > MaxTextLength })
        {
            throw InterconnException.ForField(WireName(field), $"is longer than {MaxTextLength} characters.");
        }
    }

    /// <summary>A credential: at most 16 KiB. What is in it is judged by the reader of credentials.</summary>
    public static void Credential(string? value, [CallerArgumentExpression(nameof(value))] string field = "")
    {
        if (value is { Length: 0 or > MaxCredentialLength })
        {
            throw InterconnException.ForField(WireName(field), $"must have 1 to {MaxCredentialLength} characters.");
        }
    }

    /// <summary>A number that must be at least <paramref name="min"/> where it is there.</summary>
    public static void AtLeast(int min, int? value, [CallerArgumentExpression(nameof(value))] string field = "")
    {
        if (value < min)
        {
            throw InterconnException.ForField(WireName(field), $"must be {min} or more.");
        }
    }

    public static void Length<T>(IReadOnlyCollection<T>? value, int max, [CallerArgumentExpression(nameof(value))] string field = "")
    {
        if (value?.Count > max)
        {
            throw InterconnException.ForField(WireName(field), $"holds more than {max} entries.");
        }
    }

    /// <summary>A list of at most 1,000 identifiers.</summary>
    public static void Ids(IReadOnlyList<string>? value, [CallerArgumentExpression(nameof(value))] string field = "")
    {
        Length(value, MaxListLength, field);
        for (int i = 0; i < value?.Count; i++)
        {
            NotNull(value[i], field);
            Id(value[i], field);
        }
    }

    /// <summary>A map of at most 256 names to lists of identifiers.</summary>
    public static void IdLists(
        IReadOnlyDictionary<string, IReadOnlyList<string>>? value, [CallerArgumentExpression(nameof(value))] string field = "")
    {
        Length(value, MaxMapLength, field);
        foreach ((string name, IReadOnlyList<string> ids) in value?.AsEnumerable() ?? [])
        {
            Name(name, field);
            NotNull(ids, field);
            Ids(ids, field);
        }
    }

    /// <summary>A list of at most 1,000 records that have rules of their own.</summary>
    public static void Each<T>(IReadOnlyList<T>? value, [CallerArgumentExpression(nameof(value))] string field = "")
        where T : class, IFieldRules
    {
        Length(value, MaxListLength, field);
        foreach (T item in value ?? [])
        {
            NotNull(item, field);
            item.Check();
        }
    }

    /// <summary>An entry of a list or map. JSON can put null there, whatever the element's type says about null.</summary>
    public static void NotNull(object? value, string field) => That(value is not null, "must not hold null.", value, field);

    /// <summary>Demands what <paramref name="holds"/> says.</summary>
    public static void That(bool holds, string rule, object? value, [CallerArgumentExpression(nameof(value))] string field = "")
    {
        if (!holds)
        {
            throw InterconnException.ForField(WireName(field), rule);
        }
    }

    private static void Text(string? value, int min, int max, string field)
    {
        if (value is null)
        {
            return;
        }

        if (value.Length < min || value.Length > max)
        {
            throw InterconnException.ForField(WireName(field), $"must have {min} to {max} characters.");
        }

        if (!value.AsSpan().ContainsAnyExceptInRange(FirstPlain, LastPlain))
        {
            return;
        }

        for (int i = 0; i < value.Length; i++)
        {
            // Identifiers and names go into logs and before the eyes of those who decide. Some languages join letters by the two that are allowed.
            if (ForeignText.IsUnfit(value[i]) && value[i] is not (ZeroWidthNonJoiner or ZeroWidthJoiner))
            {
                throw InterconnException.ForField(WireName(field), "must not hold control characters, nor others that are not seen.");
            }

            if (char.IsSurrogatePair(value, i))
            {
                i++;
            }
            else if (char.IsSurrogate(value[i]))
            {
                // Written as a replacement character, it would arrive as another text.
                throw InterconnException.ForField(WireName(field), "holds half a character (an unpaired surrogate).");
            }
        }
    }

    // "Permit.ResourceId" → "resource_id": the last part names the field.
    private static string WireName(string expression) =>
        JsonNamingPolicy.SnakeCaseLower.ConvertName(expression[(expression.LastIndexOf('.') + 1)..]);
}
