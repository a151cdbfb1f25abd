using System.Text.Json;
using Interconn.Sdk.Audits;
using Interconn.Sdk.Client;
using Interconn.Sdk.Datasets;
using Interconn.Sdk.Node.Approvals;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Permits;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Node.Tests.Audits;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Node.Tests.Permits;

/// <summary>Two ready-made nodes that know each other, one that holds a dataset and one that uses it. The test carries the messages between their outboxes.</summary>
internal sealed class NodePair : IAsyncDisposable
{
    public const string HolderId = TestNode.HolderId;
    public const string UserId = TestNode.CallerId;

    private NodePair(TestNode holder, TestNode user, ManualTimeProvider clock)
    {
        Holder = holder;
        User = user;
        Clock = clock;
    }

    public TestNode Holder { get; }

    public TestNode User { get; }

    public ManualTimeProvider Clock { get; }

    public NodePermits Held => User.Services.GetRequiredService<NodePermits>();

    public static async Task<NodePair> StartAsync()
    {
        var clock = new ManualTimeProvider(NodeFixture.Start);
        TestNode holder = await NodeFixture.StartAsync(
            HolderId,
            clock,
            options => options.Partners.Add(TestNode.Partner()),
            build: builder =>
            {
                NodeFixture.WithoutBackgroundWork(builder);
                builder.AddDatasets(AuditSamples.CatalogEntry(AuditSamples.DatasetId));
            },
            map: app => app.MapGet("/use/{id}", () => AuditNode.Served).RequireInterconnPermit(ResourceType.Dataset, idFromRoute: "id"));
        TestNode user = await NodeFixture.StartAsync(
            UserId,
            clock,
            options =>
            {
                options.SigningKey = TestKeys.CallerKey;
                options.Partners.Add(TestNode.Partner(TestKeys.HolderKey, HolderId));
                options.Partners[0].Address = holder.Address;
            },
            build: NodeFixture.WithoutBackgroundWork);
        return new NodePair(holder, user, clock);
    }

    /// <summary>The user applies, the holder approves, and each is told.</summary>
    public async Task GrantAsync(DatasetAuditApplication application, ApprovalTerms? terms = null)
    {
        await User.Services.GetRequiredService<NodeAudits>().ApplyForDatasetAsync(HolderId, application);
        await User.Clients.Create(HolderId).Datasets.ApplyAuditAsync(application);
        var key = new AuditKey(AuditResource.Dataset, UserId, application.AuditId);
        await Holder.Services.GetRequiredService<AuditDesk>().DecideAsync(key, ApprovalDirective.Approve(terms), CancellationToken.None);
        OutboxMessage message = (await Holder.Services.GetRequiredService<INodeStore>().ListMessagesAsync(
            new OutboxFilter { Lane = OutboxLane.Of(key) }, CancellationToken.None)).Single();
        AuditConfirmation confirmation = JsonSerializer.Deserialize(message.Body!, InterconnJson.Context.AuditConfirmation)!;
        await Holder.Clients.Create(UserId, User.Address).Datasets.ConfirmAuditAsync(confirmation);
    }

    /// <summary>Uses the dataset with the permits that the user's node holds.</summary>
    public async Task<int> UseAsync()
    {
        InterconnClient client = await Held.ClientForAsync(HolderId, ResourceType.Dataset, AuditSamples.DatasetId);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/use/" + AuditSamples.DatasetId);
        using HttpResponseMessage answer = await client.SendAsync(request);
        string body = await answer.Content.ReadAsStringAsync();
        return body == AuditNode.Served ? 0 : new WireAnswer((int)answer.StatusCode, [], body).Code!.Value;
    }

    public async ValueTask DisposeAsync()
    {
        await User.DisposeAsync();
        await Holder.DisposeAsync();
    }
}
