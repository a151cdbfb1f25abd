using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Benchmarks.Scale;

/// <summary>Where a node keeps what it knows, made empty, filled and thrown away.</summary>
internal interface IScaledStore : IAsyncDisposable
{
    /// <summary>Adds it to the services of a host that is being built.</summary>
    void AddTo(IServiceCollection services);

    /// <summary>Puts so many partners of the <see cref="Population"/> into it; called once, before a host runs on it. Nothing where the host itself must run to be filled.</summary>
    Task FillAsync(int partners);

    /// <summary>The bytes that it takes on its disk.</summary>
    Task<long> SizeAsync();
}
