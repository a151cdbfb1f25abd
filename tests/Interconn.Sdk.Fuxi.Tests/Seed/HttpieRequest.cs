using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Interconn.Sdk.Fuxi.Tests.Seed;

/// <summary>
/// A request as the document writes it, a line for the tool httpie: <c>name=text</c> and <c>name:=json</c> are members of a JSON body, <c>name==text</c>
/// parameters of the query, <c>Name:text</c> headers.
/// </summary>
internal sealed record HttpieRequest(string Method, bool IsAdmin, string Target, string? Authorization, string Body)
{
    private const string AdminBase = "localhost:4445";
    private const string PublicBase = "localhost:4444";
    private static readonly string[] Separators = [":=", "==", "=", ":"];

    public static HttpieRequest Parse(string line)
    {
        List<string> words = [.. WordsOf(line).Skip(1)];
        string? method = words[0].All(char.IsAsciiLetterUpper) ? words[0] : null;
        words.RemoveRange(0, method is null ? 0 : 1);
        string address = words[0].Replace("http://", "", StringComparison.Ordinal);
        var target = new StringBuilder(address[PublicBase.Length..]);
        string? authorization = null;
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            foreach (string word in words.Skip(1))
            {
                (string name, string separator, string value) = Split(word);
                switch (separator)
                {
                    case "=":
                        json.WriteString(name, value);
                        break;
                    case ":=":
                        json.WritePropertyName(name);
                        JsonElement.Parse(value).WriteTo(json);
                        break;
                    case "==":
                        target.Append(target.ToString().Contains('?', StringComparison.Ordinal) ? '&' : '?').Append(name).Append('=').Append(value);
                        break;
                    default:
                        Assert.That(name, Is.EqualTo("Authorization"), "The document sends no other header.");
                        authorization = value;
                        break;
                }
            }

            json.WriteEndObject();
        }

        string written = Encoding.UTF8.GetString(body.ToArray());
        bool hasBody = written != "{}";
        return new HttpieRequest(method ?? (hasBody ? "POST" : "GET"), address.StartsWith(AdminBase, StringComparison.Ordinal), target.ToString(), authorization, hasBody ? written : "");
    }

    /// <summary>Sends it, as it stands.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpClient client, Uri adminAddress, Uri publicAddress)
    {
        using var request = new HttpRequestMessage(new HttpMethod(Method), new Uri(IsAdmin ? adminAddress : publicAddress, Target));
        if (Authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", Authorization);
        }

        if (Body.Length > 0)
        {
            request.Content = new StringContent(Body, Encoding.UTF8, "application/json");
        }

        return await client.SendAsync(request);
    }

    private static (string Name, string Separator, string Value) Split(string word)
    {
        int at = word.IndexOfAny([':', '=']);
        string separator = Separators.First(candidate => word[at..].StartsWith(candidate, StringComparison.Ordinal));
        return (word[..at], separator, word[(at + separator.Length)..]);
    }

    // As a shell does it: quotes of either kind hold words together and go.
    private static IEnumerable<string> WordsOf(string line)
    {
        var word = new StringBuilder();
        char? quote = null;
        foreach (char c in line + " ")
        {
            if (quote is null && c == ' ')
            {
                if (word.Length > 0)
                {
                    yield return word.ToString();
                }

                word.Clear();
            }
            else if (c == quote)
            {
                quote = null;
            }
            else if (quote is null && c is '"' or '\'')
            {
                quote = c;
            }
            else
            {
                word.Append(c);
            }
        }
    }
}
