using Interconn.Sdk.Node.Tests.Audits;
using Microsoft.AspNetCore.Builder;

namespace Interconn.Sdk.Node.Tests.Sharing;

/// <summary>One node in two hosts that share its stores, with datasets and partners from configuration.</summary>
internal sealed class TwoAuditNodes : IAsyncDisposable
{
    private readonly SharedStores stores;

    private TwoAuditNodes(AuditNode one, AuditNode other, SharedStores stores)
    {
        One = one;
        Other = other;
        this.stores = stores;
    }

    public AuditNode One { get; }

    public AuditNode Other { get; }

    public static async Task<TwoAuditNodes> StartAsync(StoreKind kind, int noncesPerPartner = 1_000_000, Action<WebApplication>? map = null)
    {
        var clock = new ManualTimeProvider(NodeFixture.Start);
        SharedStores stores = await SharedStores.StartAsync(kind, clock, noncesPerPartner);
        return new TwoAuditNodes(await StartOneAsync(0), await StartOneAsync(1), stores);

        Task<AuditNode> StartOneAsync(int instance) => AuditNode.StartAsync(
            builder => stores.Register(builder, instance), static options => options.MaxFailuresPerMinute = 1_000_000, map, clock);
    }

    /// <summary>The one or the other, by turns.</summary>
    public AuditNode Either(int number) => number % 2 == 0 ? One : Other;

    public async ValueTask DisposeAsync()
    {
        await One.DisposeAsync();
        await Other.DisposeAsync();
        await stores.DisposeAsync();
    }
}
