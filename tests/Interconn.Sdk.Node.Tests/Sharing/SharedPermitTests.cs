using Interconn.Sdk.AspNetCore;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Tests.Audits;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Protocol;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Interconn.Sdk.Node.Tests.Sharing;

/// <summary>Permits that are used at one instance of a node and ended at another, in each of the stores.</summary>
[TestFixture(StoreKind.Memory)]
[TestFixture(StoreKind.Sqlite)]
[TestFixture(StoreKind.PostgreSql)]
public sealed class SharedPermitTests(StoreKind kind)
{
    private const int Rounds = 20;
    private const int Users = 8;
    private const string Target = "/use/DATASET/d-1";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TaskCompletionSource entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TwoAuditNodes node = null!;

    [SetUp]
    public async Task StartAsync() => node = await TwoAuditNodes.StartAsync(
        kind, map: app => app.MapGet("/hanging/{id}", HangAsync).RequireInterconnPermit(ResourceType.Dataset, idFromRoute: "id"));

    [TearDown]
    public async Task StopAsync() => await (node?.DisposeAsync() ?? ValueTask.CompletedTask);

    [Test]
    public async Task P55_UseWhoseHandlerNeverAnswered_IsSpentAtTheOtherInstance()
    {
        // As a process that ends between the spending and the handler's answer leaves it.
        ResourcePermit permit = await node.One.GrantDatasetAsync("a-1", static asked => asked with { TimesLimit = 2 });
        RequestDraft call = RequestDraft.Get("/hanging/d-1", node.One.Clock.Now);
        call["x-mprac-token-set"] = $"urn:interconn:DATASET:{TestNode.HolderId}:d-1/1/{permit.Token}";
        await using (Wire wire = await Wire.ConnectAsync(node.One.Node))
        {
            await wire.WriteAsync(call.Sign().ToWire());
            using var limit = new CancellationTokenSource(Patience);
            await entered.Task.WaitAsync(limit.Token);
            wire.Reset();
        }

        Assert.That(await node.Other.Partner.UseAsync(Target, permit), Is.EqualTo(InterconnCodes.Ok), "one of two is left");
        Assert.That(await node.Other.Partner.UseAsync(Target, permit), Is.EqualTo(InterconnCodes.PermitUsedUp));
        Assert.That(await node.One.Partner.UseAsync(Target, permit), Is.EqualTo(InterconnCodes.PermitUsedUp));
    }

    [Test]
    public async Task P56_TerminatedAtOneInstance_LetsNoLaterUseThroughAtTheOther([Values] bool byPartner)
    {
        for (int round = 0; round < Rounds; round++)
        {
            string auditId = $"a-{round}";
            ResourcePermit permit = await node.One.GrantDatasetAsync(auditId);
            int isEnded = 0;
            Task<(bool StartedAfter, int Code)[]>[] users = [.. Enumerable.Range(0, Users).Select(_ => Task.Run(async () =>
            {
                var uses = new List<(bool StartedAfter, int Code)>();
                while (uses.Count == 0 || !uses[^1].StartedAfter)
                {
                    bool startedAfter = Volatile.Read(ref isEnded) == 1;
                    uses.Add((startedAfter, await node.Other.Partner.UseAsync(Target, permit)));
                }

                return uses.ToArray();
            }))];
            await (byPartner
                ? node.One.Partner.TerminateAsync(AuditResource.Dataset, auditId)
                : node.One.Audits.TerminateAsync(AuditNode.Key(AuditResource.Dataset, auditId)));
            Volatile.Write(ref isEnded, 1);
            (bool StartedAfter, int Code)[] all = [.. (await Task.WhenAll(users)).SelectMany(static uses => uses)];
            Assert.That(all.Where(static use => use.StartedAfter).Select(static use => use.Code), Is.All.EqualTo(InterconnCodes.PermitRevoked));
            Assert.That(all.Select(static use => use.Code), Is.All.AnyOf(InterconnCodes.Ok, InterconnCodes.PermitRevoked));
        }
    }

    private async Task HangAsync(HttpContext http)
    {
        entered.SetResult();
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // The caller is gone, and nobody hears of an answer.
        }
    }
}
