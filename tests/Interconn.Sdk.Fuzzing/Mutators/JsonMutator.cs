using System.Text;
using Interconn.Sdk.Fuzzing.Engine;

namespace Interconn.Sdk.Fuzzing.Mutators;

/// <summary>Changes whole tokens of JSON, so that most inputs get past the parser and to the rules behind it.</summary>
internal static class JsonMutator
{
    private const int MaxChanges = 4;

    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "-1", "1", "1.0", "1e3", "-0", "2147483647", "2147483648", "-2147483649", "9223372036854775807", "9223372036854775808", "1e999999",
        "1798761600", "1798761600000", "20270101080000", "20270230080000", "9999999999999", "253402300799999", "NaN", "01", "\"\"", "\"1\"", "\" \"", "\"\\u0000\"", "\"\\ud800\"",
        "\"\\udc00\\ud800\"", "\"\\ud83d\\ude00\"", "\"\\n\"", "\"中文\"", "\"APPROVED\"", "\"approved\"", "\"PENDING\"", "\"{}\"", "\"{\\\"token\\\":\\\"t\\\"}\"", "[]", "{}", "[null]",
        "{\"\":null}", "[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]", "{\"a\":{\"a\":{\"a\":{\"a\":{}}}}}", "{\"a\":1,\"a\":1}", "{\"a\":1,\"\\u0061\":1}", "\"__proto__\"", "\"$ref\"", "\"$type\"",
    ];

    public static byte[] Mutate(byte[] seed, IReadOnlyList<byte[]> others, Dice dice)
    {
        if (dice.OnceIn(4))
        {
            return ByteMutator.Mutate(seed, others, dice);
        }

        List<string> tokens = Split(Encoding.UTF8.GetString(seed));
        for (int left = 1 + dice.Below(MaxChanges); left > 0 && tokens.Count > 0; left--)
        {
            Change(tokens, others, dice);
        }

        byte[] bytes = Encoding.UTF8.GetBytes(string.Concat(tokens));
        return bytes.Length <= ByteMutator.MaxLength ? bytes : bytes[..ByteMutator.MaxLength];
    }

    private static void Change(List<string> tokens, IReadOnlyList<byte[]> others, Dice dice)
    {
        int at = dice.Below(tokens.Count);
        switch (dice.Below(9))
        {
            case 0:
                tokens.RemoveAt(at);
                break;
            case 1:
                int count = dice.Below(Math.Min(12, tokens.Count - at)) + 1;
                tokens.InsertRange(at, tokens.GetRange(at, count));
                break;
            case 2:
                int with = dice.Below(tokens.Count);
                (tokens[at], tokens[with]) = (tokens[with], tokens[at]);
                break;
            case 3 when tokens[at].StartsWith('"'):
                tokens[at] = "\"" + ByteMutator.Mutate(tokens[at].Trim('"'), dice).Replace("\"", "", StringComparison.Ordinal) + "\"";
                break;
            case 4 when IsValue(tokens[at]):
                int depth = 1 + dice.Below(20);
                bool isList = dice.OnceIn(2);
                tokens[at] = string.Concat(Enumerable.Repeat(isList ? "[" : "{\"a\":", depth)) + tokens[at] + new string(isList ? ']' : '}', depth);
                break;
            case 5 when tokens[at].StartsWith('"'):
                tokens[at] = "\"" + string.Concat(Enumerable.Repeat(dice.OnceIn(2) ? "长" : "\\u0061", dice.Pick(LengthsOfNote))) + "\"";
                break;
            case 6 when others.Count > 0:
                List<string> other = Split(Encoding.UTF8.GetString(dice.Pick(others)));
                int from = dice.Below(other.Count);
                tokens.InsertRange(at, other.GetRange(from, dice.Below(Math.Min(16, other.Count - from)) + 1));
                break;
            default:
                tokens[at] = dice.Pick(Values);
                break;
        }
    }

    // The bounds of the field rules, and one beyond.
    private static readonly int[] LengthsOfNote = [0, 1, 128, 129, 256, 257, 1024, 1025, 4096, 4097];

    private static bool IsValue(string token) => token is not ("{" or "}" or "[" or "]" or ":" or ",");

    /// <summary>Cuts a text where tokens of JSON begin. What is no JSON is cut too, somehow: joined again, the parts are always the text.</summary>
    private static List<string> Split(string json)
    {
        var tokens = new List<string>();
        int start = 0;
        while (start < json.Length)
        {
            int end = start + 1;
            if (json[start] == '"')
            {
                while (end < json.Length && json[end] != '"')
                {
                    end += json[end] == '\\' ? 2 : 1;
                }

                end = Math.Min(end + 1, json.Length);
            }
            else if (!"{}[]:,".Contains(json[start], StringComparison.Ordinal))
            {
                while (end < json.Length && !"{}[]:,\"".Contains(json[end], StringComparison.Ordinal))
                {
                    end++;
                }
            }

            tokens.Add(json[start..end]);
            start = end;
        }

        return tokens;
    }
}
