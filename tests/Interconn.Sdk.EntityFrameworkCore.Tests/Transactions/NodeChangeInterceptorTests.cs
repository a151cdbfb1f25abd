using Interconn.Sdk.Audits;
using Interconn.Sdk.EntityFrameworkCore.Tests.Databases;
using Interconn.Sdk.EntityFrameworkCore.Tests.Hosting;
using Interconn.Sdk.Node;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.EntityFrameworkCore.Tests.Transactions;

/// <summary>What the host adds to a transition of the node is committed with it, or not at all.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.PostgreSql)]
public sealed class NodeChangeInterceptorTests(DatabaseKind kind)
{
    private TaskCompletionSource reached = null!;
    private TaskCompletionSource released = null!;
    private TestDatabase database = null!;
    private InterceptorScript script = null!;
    private Shop shop = null!;
    private PartnerNode partner = null!;

    [SetUp]
    public async Task StartAsync()
    {
        reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        database = await TestDatabase.CreateWithTablesAsync(kind);
        script = new InterceptorScript();
        shop = await Shop.StartAsync(
            database,
            build: services => services.AddScoped<InterceptorScript>(_ => script).AddInterconnChangeInterceptor<ShopContext, OrderInterceptor>());
        partner = await shop.StartPartnerAsync();
    }

    [TearDown]
    public async Task StopAsync()
    {
        await (shop?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (database?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    [Test]
    public async Task SavingAsync_PartnerThatApplies_TheHostsRowIsCommittedWithTheApplication()
    {
        script.Saving = OrderForEachNewContractAsync;
        Shop.Application application = await shop.ApplyAsync(partner);
        Assert.That(await shop.OrdersAsync(), Is.EqualTo(new[] { application.Key.ContractId }));
    }

    [Test]
    public async Task SavingAsync_SeesTheRecordsOfTheTransition()
    {
        long stored = -1;
        script.Saving = async (change, context, token) =>
        {
            ContractRecord contract = change.Contracts.Single();
            stored = await context.Set<ContractRecord>().Where(row => row.ContractId == contract.ContractId).Select(row => row.Version).SingleAsync(token);
        };
        await shop.ApplyAsync(partner);
        Assert.That(stored, Is.EqualTo(1));
    }

    [Test]
    public async Task SavingAsync_ThatThrows_RefusesTheTransition_AndThePartnerMayTryAgain()
    {
        var fault = new InvalidOperationException("no stock");
        script.Saving = async (change, context, token) =>
        {
            await OrderForEachNewContractAsync(change, context, token);
            await context.SaveChangesAsync(token);
            throw fault;
        };
        Assert.That(
            () => shop.ApplyAsync(partner),
            Throws.InstanceOf<InterconnAnswerException>().With.Property(nameof(InterconnException.Code)).EqualTo(InterconnCodes.Unavailable));
        Assert.That(await shop.Node.Contracts.ListAsync(), Is.Empty);
        Assert.That(await shop.OrdersAsync(), Is.Empty);
        LogEntry failed = await shop.Host.Logs.WaitForAsync(611);
        Assert.That((failed.Message.Contains(nameof(OrderInterceptor), StringComparison.Ordinal), failed.Exception), Is.EqualTo((true, (Exception)fault)));

        script.Saving = OrderForEachNewContractAsync;
        Shop.Application application = await shop.ApplyAsync(partner);
        Assert.That(await shop.OrdersAsync(), Is.EqualTo(new[] { application.Key.ContractId }));
    }

    [Test]
    public async Task SavingAsync_RowThatExistsAlready_IsTheHostsFailure_AndNoTransitionThatWasOvertaken()
    {
        await shop.TransactAsync(static context =>
        {
            context.Orders.Add(new Order { Number = "o-1" });
            return Task.CompletedTask;
        });
        script.Saving = static (_, context, _) =>
        {
            context.Orders.Add(new Order { Number = "o-1" });
            return ValueTask.CompletedTask;
        };
        Assert.That(
            () => shop.ApplyAsync(partner),
            Throws.InstanceOf<InterconnAnswerException>().With.Property(nameof(InterconnException.Code)).EqualTo(InterconnCodes.Unavailable));

        // An overtaken transition would be made again and again.
        Assert.That(script.Calls, Is.EqualTo(1));
    }

    [Test]
    public async Task SavingAsync_ThatCallsTheNode_IsRefused()
    {
        Exception? refused = null;
        script.Saving = async (_, _, token) =>
        {
            try
            {
                await shop.Node.Contracts.ListAsync(cancellationToken: token);
            }
            catch (InterconnException exception)
            {
                refused = exception.InnerException;
            }
        };
        await shop.ApplyAsync(partner);
        Assert.That(refused, Is.InstanceOf<InvalidOperationException>().With.Message.Contains(nameof(INodeChangeInterceptor<>)));
    }

    [Test]
    public async Task SavingAsync_ThatBeginsATransaction_IsRefused()
    {
        Exception? refused = null;
        script.Saving = async (_, _, _) =>
        {
            await using ShopContext own = database.Open();
            refused = Assert.CatchAsync(() => shop.Transactions.RunAsync(own, static _ => Task.CompletedTask));
        };
        await shop.ApplyAsync(partner);
        Assert.That(refused, Is.InstanceOf<InvalidOperationException>());
    }

    [Test]
    public async Task SavingAsync_WithinATransactionOfTheHost_IsCommittedAndUndoneWithThat()
    {
        Shop.Application application = await shop.ApplyAsync(partner);
        script.Saving = static (change, context, _) =>
        {
            context.Orders.AddRange(change.Contracts.Select(contract => new Order { Number = "of " + contract.Status }));
            return ValueTask.CompletedTask;
        };
        Assert.That(
            () => shop.TransactAsync(async _ =>
            {
                await shop.Node.Approvals.ApproveAsync(application.Id);
                throw new InvalidOperationException("undone");
            }),
            Throws.InvalidOperationException);
        Assert.That(await shop.OrdersAsync(), Is.Empty);

        await shop.TransactAsync(async context =>
        {
            context.Orders.Add(new Order { Number = "host's" });
            await shop.Node.Approvals.RejectAsync(application.Id);
        });
        Assert.That(await shop.OrdersAsync(), Is.EquivalentTo(new[] { "host's", "of Rejected" }));
    }

    [Test]
    public async Task RunAsync_NodeCallThatIsGivenUpInTheMiddle_CannotBeCommitted()
    {
        Shop.Application application = await shop.ApplyAsync(partner);
        script.Saving = async (_, _, _) =>
        {
            reached.TrySetResult();
            await released.Task;
        };
        Task transaction = shop.TransactAsync(async context =>
        {
            context.Orders.Add(new Order { Number = "o-1" });
            using var patience = new CancellationTokenSource();
            Task approval = shop.Node.Approvals.ApproveAsync(application.Id, cancellationToken: patience.Token);
            await reached.Task;
            await patience.CancelAsync();
            Assert.That(() => approval, Throws.InstanceOf<OperationCanceledException>());
            released.SetResult();
            Assert.That(() => shop.Node.Contracts.ListAsync(), Throws.InstanceOf<InterconnException>().With.InnerException.InstanceOf<InvalidOperationException>());
        });

        Assert.That(() => transaction, Throws.InvalidOperationException.With.Message.Contains("rolled back"));
        Assert.That(await shop.OrdersAsync(), Is.Empty);
        Assert.That((await shop.Node.Contracts.ListAsync()).Single().Status, Is.EqualTo(ApprovalStatus.Applied));
    }

    [Test]
    public async Task RunAsync_CallsThatAreNotAwaited_CannotBeCommitted()
    {
        Shop.Application first = await shop.ApplyAsync(partner);
        Shop.Application second = await shop.ApplyAsync(await shop.StartPartnerAsync("another"));
        script.Saving = async (_, _, _) =>
        {
            reached.TrySetResult();
            await released.Task;
        };
        Task? begun = null;
        Task? waiting = null;
        Task transaction = shop.TransactAsync(async context =>
        {
            context.Orders.Add(new Order { Number = "o-1" });
            begun = shop.Node.Approvals.ApproveAsync(first.Id);
            await reached.Task;
            waiting = shop.Node.Approvals.ApproveAsync(second.Id);
        });
        await reached.Task;
        released.SetResult();
        Assert.That(() => transaction, Throws.InvalidOperationException.With.Message.Contains("not awaited"));
        await begun!.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Assert.That(() => waiting!, Throws.InstanceOf<InterconnException>());
        Assert.That((await shop.Node.Contracts.ListAsync()).Select(static contract => contract.Status), Is.All.EqualTo(ApprovalStatus.Applied));
    }

    private static ValueTask OrderForEachNewContractAsync(NodeChange change, ShopContext context, CancellationToken cancellationToken)
    {
        context.Orders.AddRange(change.Contracts
            .Where(static contract => contract.Version == 0)
            .Select(static contract => new Order { Number = contract.ContractId, ContractId = contract.ContractId }));
        return ValueTask.CompletedTask;
    }
}
