using System.Net.Sockets;
using System.Text;
using Interconn.Sdk.Emulators.JkstackDpa;
using Interconn.Sdk.JkstackDpa.Authorization;

namespace Interconn.Sdk.JkstackDpa.Tests;

/// <summary>Sends requests to an emulator byte by byte, with a token that it gave.</summary>
internal static class RawPlatform
{
    public static async Task<string> TokenAsync(JkstackDpaEmulator emulator) => await TestDpa.CallAsync(emulator.Address, static async client =>
    {
        AuthorizationCode code = await client.Authorization.GetCodeAsync();
        return (await client.Authorization.GetTokenAsync(code.Code)).Token;
    });

    /// <summary>Sends over a bare socket, so that nothing tidies up the target.</summary>
    public static async Task<(int Status, string Body)> SendAsync(
        JkstackDpaEmulator emulator, string method, string target, string? body = null, string mediaType = "application/json", string? token = null)
    {
        token ??= await TokenAsync(emulator);
        byte[] content = Encoding.UTF8.GetBytes(body ?? "");
        string head = $"{method} {target} HTTP/1.0\r\nHost: {emulator.Address.Authority}\r\nAuthorization: Bearer {token}\r\n"
            + (body is null ? "" : $"Content-Type: {mediaType}\r\n") + (method == "GET" ? "" : $"Content-Length: {content.Length}\r\n") + "\r\n";
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(emulator.Address.Host, emulator.Address.Port);
        NetworkStream stream = tcp.GetStream();
        await stream.WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(head), .. content]);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        string answer = await reader.ReadToEndAsync();
        int end = answer.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return (int.Parse(answer.AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture), answer[(end + 4)..]);
    }
}
