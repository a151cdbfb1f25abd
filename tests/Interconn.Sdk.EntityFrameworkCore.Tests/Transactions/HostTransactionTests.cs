using Interconn.Sdk.Audits;
using Interconn.Sdk.EntityFrameworkCore.Tests.Databases;
using Interconn.Sdk.EntityFrameworkCore.Tests.Hosting;
using Interconn.Sdk.Node.Approvals;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Partners;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.EntityFrameworkCore.Tests.Transactions;

/// <summary>What the host writes and what its node does within one transaction is committed together, or not at all.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class HostTransactionTests(DatabaseKind kind)
{
    private TestDatabase database = null!;
    private Shop shop = null!;
    private Shop.Application application = null!;

    [SetUp]
    public async Task StartAsync()
    {
        database = await TestDatabase.CreateWithTablesAsync(kind);
        shop = await Shop.StartAsync(database);
        application = await shop.ApplyAsync(await shop.StartPartnerAsync());
    }

    [TearDown]
    public async Task StopAsync()
    {
        await (shop?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (database?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    [Test]
    public async Task RunAsync_WorkThatSucceeds_CommitsTheHostsRowAndTheNodesTransition_AndThenTellsThePartner()
    {
        await shop.TransactAsync(async context =>
        {
            context.Orders.Add(new Order { Number = "o-1", ContractId = application.Key.ContractId });
            await shop.Node.Approvals.ApproveAsync(application.Id);
        });

        Assert.That(await shop.OrdersAsync(), Is.EqualTo(new[] { "o-1" }));
        Assert.That(await StatusAsync(), Is.EqualTo(ApprovalStatus.Approved));
        Assert.That((await application.WaitAtPartnerAsync()).Status, Is.EqualTo(ApprovalStatus.Approved));
    }

    [Test]
    public async Task RunAsync_WorkThatHasAResult_ReturnsIt()
    {
        await using ShopContext context = database.Open();
        int answer = await shop.Transactions.RunAsync(context, static _ => Task.FromResult(42));
        Assert.That(answer, Is.EqualTo(42));
    }

    [Test]
    public async Task RunAsync_HostThatFailsAfterTheApproval_UndoesBoth_AndNobodyIsToldEver()
    {
        var fault = new InvalidOperationException("no stock");
        Assert.That(
            () => shop.TransactAsync(async context =>
            {
                context.Orders.Add(new Order { Number = "o-1" });
                await context.SaveChangesAsync();
                await shop.Node.Approvals.ApproveAsync(application.Id);
                throw fault;
            }),
            Throws.Exception.SameAs(fault));

        Assert.That(await shop.OrdersAsync(), Is.Empty);
        Assert.That(await StatusAsync(), Is.EqualTo(ApprovalStatus.Applied));
        Assert.That(await shop.Node.Outbox.ListAsync(), Is.Empty);
        Assert.That((await shop.Host.Logs.WaitForAsync(610)).Message, Does.Contain("1 changes"));

        // What came next is what the partner hears first.
        await shop.Node.Approvals.RejectAsync(application.Id);
        Assert.That((await application.WaitAtPartnerAsync()).Status, Is.EqualTo(ApprovalStatus.Rejected));
    }

    [Test]
    public async Task RunAsync_HostsRowThatCannotBeSaved_UndoesTheApproval()
    {
        await shop.TransactAsync(static context =>
        {
            context.Orders.Add(new Order { Number = "o-1" });
            return Task.CompletedTask;
        });

        Assert.That(
            () => shop.TransactAsync(async context =>
            {
                await shop.Node.Approvals.ApproveAsync(application.Id);
                context.Orders.Add(new Order { Number = "o-1" });
            }),
            Throws.InstanceOf<DbUpdateException>());
        Assert.That(await StatusAsync(), Is.EqualTo(ApprovalStatus.Applied));
    }

    [Test]
    public async Task RunAsync_NodeThatRefusesAfterTheHostsWrite_UndoesThatToo()
    {
        Assert.That(
            () => shop.TransactAsync(async context =>
            {
                context.Orders.Add(new Order { Number = "o-1" });
                await context.SaveChangesAsync();
                await shop.Node.Approvals.ApproveAsync(new ApprovalId(new ContractKey(application.Key.PartnerNodeId, "no-such")));
            }),
            Throws.InstanceOf<InterconnException>().With.Property(nameof(InterconnException.Code)).EqualTo(InterconnCodes.NotFound));
        Assert.That(await shop.OrdersAsync(), Is.Empty);
    }

    [Test]
    public async Task RunAsync_ConnectionThatEndsBeforeTheCommit_KeepsNeither()
    {
        Assert.That(
            () => shop.TransactAsync(async context =>
            {
                context.Orders.Add(new Order { Number = "o-1" });
                await context.SaveChangesAsync();
                await shop.Node.Approvals.ApproveAsync(application.Id);
                await context.Database.GetDbConnection().DisposeAsync();
            }),
            Throws.Exception);

        Assert.That(await shop.OrdersAsync(), Is.Empty);
        Assert.That(await StatusAsync(), Is.EqualTo(ApprovalStatus.Applied));
        Assert.That(await shop.Node.Outbox.ListAsync(), Is.Empty);
    }

    [Test]
    public async Task RunAsync_CallerThatGivesUp_KeepsNeither()
    {
        using var ended = new CancellationTokenSource();
        Assert.That(
            () => shop.TransactAsync(
                async context =>
                {
                    context.Orders.Add(new Order { Number = "o-1" });
                    await shop.Node.Approvals.ApproveAsync(application.Id);
                    await ended.CancelAsync();
                },
                ended.Token),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(await shop.OrdersAsync(), Is.Empty);
        Assert.That(await StatusAsync(), Is.EqualTo(ApprovalStatus.Applied));
    }

    [Test]
    public async Task RunAsync_UntilTheCommit_OnlyTheWorkItselfSeesWhatItDid()
    {
        await shop.TransactAsync(async context =>
        {
            context.Orders.Add(new Order { Number = "o-1" });
            await context.SaveChangesAsync();
            await shop.Node.Approvals.ApproveAsync(application.Id);

            Assert.That(await StatusAsync(), Is.EqualTo(ApprovalStatus.Approved));
            Assert.That(await DirectoryAsync(), Is.EqualTo(ApprovalStatus.Approved));
            Assert.That(await Shop.ElsewhereAsync(StatusAsync), Is.EqualTo(ApprovalStatus.Applied));
            Assert.That(await Shop.ElsewhereAsync(DirectoryAsync), Is.EqualTo(ApprovalStatus.Applied));
            Assert.That(await Shop.ElsewhereAsync(shop.OrdersAsync), Is.Empty);
            Assert.That((await application.AtPartnerAsync()).Status, Is.EqualTo(ApprovalStatus.Applied));
        });
        Assert.That(await DirectoryAsync(), Is.EqualTo(ApprovalStatus.Approved));
    }

    [Test]
    public async Task RunAsync_WhileItIsUnderWay_OthersAreServedAndTold()
    {
        if (kind == DatabaseKind.Sqlite)
        {
            Assert.Ignore("SQLite has one writer at a time.");
        }

        Shop.Application other = await shop.ApplyAsync(await shop.StartPartnerAsync("another"));
        await shop.TransactAsync(async _ =>
        {
            await shop.Node.Approvals.ApproveAsync(application.Id);

            // What sends has looked at the outbox after this, and found only the other's.
            ContractRecord told = await Shop.ElsewhereAsync(async () =>
            {
                await shop.Node.Approvals.ApproveAsync(other.Id);
                return await other.WaitAtPartnerAsync();
            });
            Assert.That(told.Status, Is.EqualTo(ApprovalStatus.Approved));
            Assert.That((await application.AtPartnerAsync()).Status, Is.EqualTo(ApprovalStatus.Applied));
        });
        Assert.That((await application.WaitAtPartnerAsync()).Status, Is.EqualTo(ApprovalStatus.Approved));
    }

    [Test]
    public async Task RunAsync_ThatIsUndone_LeavesNothingOfItInThePartnerDirectory()
    {
        Assert.That(
            () => shop.TransactAsync(async _ =>
            {
                await shop.Node.Approvals.ApproveAsync(application.Id);
                Assert.That(await DirectoryAsync(), Is.EqualTo(ApprovalStatus.Approved));
                throw new InvalidOperationException("undone");
            }),
            Throws.InvalidOperationException);

        // A key of which the approval was undone must verify nothing.
        Assert.That(await DirectoryAsync(), Is.EqualTo(ApprovalStatus.Applied));
    }

    [Test]
    public async Task RunAsync_PermitUsedInWorkThatFails_IsNotUsed()
    {
        IPermitStore permits = shop.Host.Services.GetRequiredService<IPermitStore>();
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        await permits.AddAsync(Permit("p-1", now), default);

        Assert.That(
            () => shop.TransactAsync(async _ =>
            {
                Assert.That((await permits.TryUseAsync("p-1", now, default)).Outcome, Is.EqualTo(PermitUseOutcome.Granted));
                Assert.That((await permits.TryUseAsync("p-1", now, default)).Outcome, Is.EqualTo(PermitUseOutcome.UsedUp));
                throw new InvalidOperationException("undone");
            }),
            Throws.InvalidOperationException);
        Assert.That((await permits.TryUseAsync("p-1", now, default)).Outcome, Is.EqualTo(PermitUseOutcome.Granted));
    }

    [Test]
    public async Task RunAsync_PieceOfWorkThatComesToNothing_LeavesTheRestAsItIs()
    {
        IPermitStore permits = shop.Host.Services.GetRequiredService<IPermitStore>();
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        await shop.TransactAsync(async context =>
        {
            context.Orders.Add(new Order { Number = "o-1" });
            Assert.That(await permits.AddAsync(Permit("p-1", now), default), Is.True);
            Assert.That(await permits.AddAsync(Permit("p-1", now), default), Is.False);
            await shop.Node.Approvals.ApproveAsync(application.Id);
        });
        Assert.That(await permits.FindAsync("p-1", default), Is.Not.Null);
        Assert.That(await StatusAsync(), Is.EqualTo(ApprovalStatus.Approved));
        Assert.That(await shop.OrdersAsync(), Is.EqualTo(new[] { "o-1" }));
    }

    [Test]
    public async Task RunAsync_ManyCallsOfTheNodeAtOnce_AreDoneOneAfterTheOther()
    {
        Shop.Application other = await shop.ApplyAsync(await shop.StartPartnerAsync("another"));
        await shop.TransactAsync(async _ =>
        {
            Task[] calls =
            [
                shop.Node.Approvals.ApproveAsync(application.Id),
                shop.Node.Approvals.ApproveAsync(other.Id),
                .. Enumerable.Range(0, 20).Select(_ => shop.Node.Contracts.ListAsync()),
            ];
            await Task.WhenAll(calls);
        });
        Assert.That((await application.WaitAtPartnerAsync()).Status, Is.EqualTo(ApprovalStatus.Approved));
        Assert.That((await other.WaitAtPartnerAsync()).Status, Is.EqualTo(ApprovalStatus.Approved));
    }

    [Test]
    public async Task RunAsync_TwoAtOnce_AreBothCommitted()
    {
        Shop.Application other = await shop.ApplyAsync(await shop.StartPartnerAsync("another"));
        Task[] both =
        [
            .. new[] { application, other }.Select(each => Task.Run(() => shop.TransactAsync(async context =>
            {
                context.Orders.Add(new Order { Number = each.Key.PartnerNodeId });
                await shop.Node.Approvals.ApproveAsync(each.Id);
            }))),
        ];
        await Task.WhenAll(both);

        Assert.That(await shop.OrdersAsync(), Is.EquivalentTo(new[] { application.Key.PartnerNodeId, other.Key.PartnerNodeId }));
        Assert.That((await application.WaitAtPartnerAsync()).Status, Is.EqualTo(ApprovalStatus.Approved));
        Assert.That((await other.WaitAtPartnerAsync()).Status, Is.EqualTo(ApprovalStatus.Approved));
    }

    [Test]
    public async Task RunAsync_WithinATransaction_IsRefused()
    {
        await using ShopContext context = database.Open();
        await using (await context.Database.BeginTransactionAsync())
        {
            Assert.That(() => shop.Transactions.RunAsync(context, static _ => Task.CompletedTask), Throws.InvalidOperationException);
        }

        await using ShopContext other = database.Open();
        await shop.Transactions.RunAsync(context, _ =>
        {
            Assert.That(() => shop.Transactions.RunAsync(other, static _ => Task.CompletedTask), Throws.InvalidOperationException);
            return Task.CompletedTask;
        });
    }

    [Test]
    public async Task RunAsync_WaitingForADecisionWithin_IsRefused()
    {
        await shop.TransactAsync(_ =>
        {
            Assert.That(
                () => shop.Node.Contracts.WaitForDecisionAsync(application.Key.PartnerNodeId, application.Key.ContractId), Throws.InvalidOperationException);
            return Task.CompletedTask;
        });
    }

    private static PermitRecord Permit(string id, DateTimeOffset now) => new()
    {
        PermitId = id,
        ResourceType = ResourceType.Dataset,
        ResourceId = Shop.DatasetId,
        Level = 1,
        HolderNodeId = TestNode.HolderId,
        HolderInstId = "LX01",
        UserNodeId = PartnerNodeOptions.DefaultNodeId,
        UserInstId = "inst",
        IssuedAt = now,
        TimesLimit = 1,
    };

    private async Task<ApprovalStatus> StatusAsync() =>
        (await shop.Node.Contracts.FindAsync(application.Key.PartnerNodeId, application.Key.ContractId))!.Status;

    private async Task<ApprovalStatus> DirectoryAsync()
    {
        Partner? partner = await shop.Host.Services.GetRequiredService<IPartnerDirectory>().FindAsync(application.Key.PartnerNodeId, default);
        return partner!.Contracts.Single().Status;
    }
}
