using System.Globalization;
using Interconn.Sdk.Emulators.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Interconn.Sdk.Emulators.Fuxi;

/// <summary>The pages of a list, and what the server says of them in headers: a total that it does not know, and a next page that there may not be.</summary>
internal sealed record FuxiListHeaders(string Address, int Limit, int Offset, int Total)
{
    /// <summary>The total of every list but that of subscriptions.</summary>
    public const int InventedTotal = 10000;

    private const int DefaultLimit = 100;
    private const int MaxLimit = 500;

    public static FuxiListHeaders Of(EmulatedRequest request, int total)
    {
        HttpRequest http = request.Context.Request;
        IEnumerable<KeyValuePair<string, string?>> others = http.Query
            .Where(static parameter => parameter.Key is not ("limit" or "offset"))
            .Select(static parameter => KeyValuePair.Create(parameter.Key, (string?)parameter.Value));
        return new FuxiListHeaders(
            QueryHelpers.AddQueryString(http.Path.Value!, others),
            Math.Clamp(Number(request, "limit", DefaultLimit), 1, MaxLimit),
            Math.Max(0, Number(request, "offset", 0)),
            total);
    }

    public IEnumerable<T> PageOf<T>(IEnumerable<T> all) => all.Skip(Offset).Take(Limit);

    public void Write(HttpResponse response)
    {
        List<string> links = [Link(0, "first")];
        if (Offset + Limit < Total)
        {
            links.Add(Link(Offset + Limit, "next"));
        }

        links.Add(Link(Math.Max(0, (Total - 1) / Limit * Limit), "last"));
        response.Headers.Append("Link", string.Join(',', links));
        response.Headers.Append("X-Total-Count", Total.ToString(CultureInfo.InvariantCulture));
    }

    private string Link(int offset, string relation) =>
        $"<{Address}{(Address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}limit={Limit}&offset={offset}>; rel=\"{relation}\"";

    private static int Number(EmulatedRequest request, string name, int otherwise) =>
        int.TryParse(request.Query(name), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : otherwise;
}
