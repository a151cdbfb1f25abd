using System.Reflection;
using Refit;

namespace Interconn.Sdk.Refit;

/// <summary>
/// Hands models from Refit to <see cref="SendCoreHandler"/> and back. JSON is written and read further down, by the generated code of the SDK.
/// </summary>
internal sealed class CarriedContentSerializer : IHttpContentSerializer
{
    public HttpContent ToHttpContent<T>(T item) => CarriedContent.Of(item ?? throw new ArgumentNullException(nameof(item)));

    public Task<T?> FromHttpContentAsync<T>(HttpContent content, CancellationToken cancellationToken = default) =>
        Task.FromResult((T?)((CarriedContent)content).Model);

    // Asked for forms alone. The protocol has none.
    public string? GetFieldNameForProperty(PropertyInfo propertyInfo) => null;
}
