using System.Globalization;
using System.Text;

namespace Interconn.Sdk.TestHosting;

/// <summary>The bytes of answers that a <see cref="ScriptedPartner"/> gives.</summary>
public static class ScriptedAnswer
{
    public static byte[] Json(string body, int status = 200) => Of(status, Encoding.UTF8.GetBytes(body), "Content-Type: application/json");

    /// <summary>An envelope of failure, with the status that its code stands for unless another is given.</summary>
    public static byte[] Failure(int code, string msg = "no", int? status = null) =>
        Json($$"""{"code":{{code}},"msg":"{{msg}}","data":{} }""", status ?? code / 100);

    /// <summary>An answer with its length, and with the headers as they stand here.</summary>
    public static byte[] Of(int status, byte[] body, params string[] headers)
    {
        var head = new StringBuilder();
        head.Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} Scripted\r\nContent-Length: {body.Length}\r\n");
        foreach (string header in headers)
        {
            head.Append(header).Append("\r\n");
        }

        return [.. Encoding.Latin1.GetBytes(head.Append("\r\n").ToString()), .. body];
    }
}
