using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Interconn.Sdk.Fuzzing.Engine;
using Interconn.Sdk.Fuzzing.Mutators;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Serialization;

namespace Interconn.Sdk.Fuzzing.Targets;

/// <summary>The time fields as they stand in JSON: 10, 13 or 14 digits, and nothing else that JSON calls a number.</summary>
[TestFixture]
public sealed partial class TimeFieldFuzzTests : FuzzFixture
{
    private static readonly JsonSerializerOptions Options = new() { Converters = { new InterconnTimeConverter() } };

    protected override string CorpusName => "times";

    private protected override byte[] Mutate(byte[] seed, IReadOnlyList<byte[]> seeds, Dice dice)
    {
        byte[] digits = [.. seed];
        digits[dice.Below(digits.Length)] = (byte)('0' + dice.Below(10));
        return dice.OnceIn(2) ? digits : ByteMutator.Mutate(digits, seeds, dice);
    }

    protected override Task TryAsync(byte[] input, CancellationToken cancellationToken)
    {
        DateTimeOffset? read = null;
        try
        {
            read = JsonSerializer.Deserialize<DateTimeOffset>(input, Options);
        }
        catch (JsonException)
        {
            // No JSON, no number, or no time.
        }

        Demand(read == Expected(Encoding.UTF8.GetString(input)), $"{read:O} where {Expected(Encoding.UTF8.GetString(input)):O} was due");
        Demand(read is null || (InterconnTime.TryRead(InterconnTime.Write(read.Value), out DateTimeOffset again) && again == read) || IsBeyondTheForms(read.Value), "it does not read back");
        return Task.CompletedTask;
    }

    // Before September 2001 and beyond November 2286 a count of milliseconds has not 13 digits.
    private static bool IsBeyondTheForms(DateTimeOffset time) => time.ToUnixTimeMilliseconds() is < 1_000_000_000_000 or > 9_999_999_999_999;

    private static DateTimeOffset? Expected(string json)
    {
        string text = json.Trim(' ', '\t', '\r', '\n');
        return text.Length switch
        {
            10 when Digits().IsMatch(text) => DateTimeOffset.UnixEpoch.AddSeconds(long.Parse(text, CultureInfo.InvariantCulture)),
            13 when Digits().IsMatch(text) => DateTimeOffset.UnixEpoch.AddMilliseconds(long.Parse(text, CultureInfo.InvariantCulture)),
            14 when Digits().IsMatch(text) => InShanghai(text),
            _ => null,
        };
    }

    private static DateTimeOffset? InShanghai(string text)
    {
        int[] parts = [.. new[] { text[..4], text[4..6], text[6..8], text[8..10], text[10..12], text[12..] }.Select(part => int.Parse(part, CultureInfo.InvariantCulture))];
        bool isDate = parts[1] is >= 1 and <= 12 && parts[2] >= 1 && parts[2] <= DateTime.DaysInMonth(parts[0], parts[1]) && parts[3] < 24 && parts[4] < 60 && parts[5] < 60;
        return isDate ? new DateTimeOffset(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], TimeSpan.FromHours(8)) : null;
    }

    [GeneratedRegex(@"\A[1-9][0-9]*\z")]
    private static partial Regex Digits();
}
