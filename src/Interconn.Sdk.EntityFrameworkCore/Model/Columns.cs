using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Interconn.Sdk.EntityFrameworkCore.Model;

/// <summary>What the columns of all tables have in common: names, and how times and values of closed sets are kept.</summary>
internal static class Columns
{
    // Times are kept in UTC, by a type that both databases order.
    private static readonly ValueConverter<DateTimeOffset, DateTime> Time = new(
        static time => time.UtcDateTime, static stored => new DateTimeOffset(DateTime.SpecifyKind(stored, DateTimeKind.Utc)));

    /// <summary>Names each column as its property, in small letters with underscores, and sets how its values are kept. To be called last.</summary>
    public static void Name<T>(EntityTypeBuilder<T> table)
        where T : class
    {
        foreach (IMutableProperty property in table.Metadata.GetProperties())
        {
            PropertyBuilder column = table.Property(property.Name);
            column.HasColumnName(Underscored(property.Name));
            Type type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
            if (type == typeof(DateTimeOffset))
            {
                column.HasConversion(Time);
            }
            else if (type.IsEnum)
            {
                column.HasConversion<string>();
            }
        }
    }

    private static string Underscored(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        foreach (char letter in name)
        {
            if (char.IsUpper(letter) && text.Length > 0)
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }
}
