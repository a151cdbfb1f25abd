using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Node.Administration;

/// <summary>A request of an administrator: its parts, read strictly.</summary>
internal sealed class AdminCall(HttpContext http, IServiceProvider services)
{
    private const int MaxTake = 1000;
    private const int DefaultTake = 100;

    public InterconnNode Node { get; } = services.GetRequiredService<InterconnNode>();

    public LocalNode LocalNode { get; } = services.GetRequiredService<LocalNode>();

    public DateTimeOffset Now { get; } = services.GetRequiredService<TimeProvider>().GetUtcNow();

    public CancellationToken Aborted => http.RequestAborted;

    public int Skip => Number("skip", 0, int.MaxValue) ?? 0;

    public int Take => Number("take", 1, MaxTake) ?? DefaultTake;

    public ContractKey Contract => new(Route("partner"), Route("id"));

    public AuditKey Audit => new(Resource, Route("partner"), Route("id"));

    public AuditResource Resource => Parse<AuditResource>("resource", Route("resource"));

    // Routing leaves an escaped slash as it is, and ids may hold one.
    public string Route(string name) => ((string)http.GetRouteValue(name)!).Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    public string? Query(string name) => http.Request.Query[name] switch
    {
        [] => null,
        [{ Length: > 0 } value] => value,
        _ => throw InterconnException.ForField(name, "must be given once, with a value."),
    };

    public T? Query<T>(string name)
        where T : struct, Enum => Query(name) is string text ? Parse<T>(name, text) : null;

    /// <summary>Reads the body; null where there is none.</summary>
    public async Task<T?> ReadAsync<T>(JsonTypeInfo<T> type)
        where T : class
    {
        if (http.Request.ContentLength == 0)
        {
            return null;
        }

        try
        {
            return await JsonSerializer.DeserializeAsync(http.Request.Body, type, http.RequestAborted).ConfigureAwait(false)
                ?? throw new InterconnException(InterconnCodes.MalformedJson, "The body is null where an object is due.");
        }
        catch (JsonException exception)
        {
            throw new InterconnException(InterconnCodes.MalformedJson, $"The body cannot be read at '{exception.Path}': it must be JSON as the documentation shows it.");
        }
    }

    public async Task<T> DemandAsync<T>(JsonTypeInfo<T> type)
        where T : class => await ReadAsync(type).ConfigureAwait(false)
            ?? throw new InterconnException(InterconnCodes.MalformedJson, "The request needs a body.");

    private static T Parse<T>(string name, string text)
        where T : struct, Enum =>
        Enum.TryParse(text, ignoreCase: true, out T value) && Enum.IsDefined(value) && !char.IsAsciiDigit(text[0])
            ? value
            : throw InterconnException.ForField(name, $"must be one of {string.Join(", ", Enum.GetNames<T>())}.");

    private int? Number(string name, int min, int max)
    {
        if (Query(name) is not string text)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value >= min && value <= max
            ? value
            : throw InterconnException.ForField(name, $"must be from {min} to {max}.");
    }
}
