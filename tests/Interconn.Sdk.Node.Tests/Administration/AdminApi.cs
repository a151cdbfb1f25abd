using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Interconn.Sdk.Node.Tests.Administration;

/// <summary>Calls the administrator's routes of a node as a back office does.</summary>
internal sealed class AdminApi(TestNode node) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = new Uri(node.Address, "/interconn/admin/") };

    public async Task<(HttpStatusCode Status, JsonElement Body)> GetAsync(string path)
    {
        using HttpResponseMessage answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }

    public async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(string path, string json = "")
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await http.PostAsync(new Uri(path, UriKind.Relative), content);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = content };
        return await http.SendAsync(request);
    }

    public void Dispose() => http.Dispose();
}
