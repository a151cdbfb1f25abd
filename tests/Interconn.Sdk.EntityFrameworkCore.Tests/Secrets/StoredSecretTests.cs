using Interconn.Sdk.Audits;
using Interconn.Sdk.EntityFrameworkCore.Tests.Databases;
using Interconn.Sdk.EntityFrameworkCore.Tests.Hosting;
using Interconn.Sdk.Node.Approvals;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Testing;
using Microsoft.EntityFrameworkCore;

namespace Interconn.Sdk.EntityFrameworkCore.Tests.Secrets;

/// <summary>Tokens at rest: protected where the host has ASP.NET Data Protection, and what goes on where its keys are lost.</summary>
public sealed class StoredSecretTests
{
    private TestDatabase database = null!;
    private string keys = null!;

    [SetUp]
    public async Task MakeAsync()
    {
        database = await TestDatabase.CreateWithTablesAsync(DatabaseKind.Sqlite);
        keys = Directory.CreateTempSubdirectory("interconn-keys-").FullName;
    }

    [TearDown]
    public async Task DropAsync()
    {
        await database.DisposeAsync();
        Directory.Delete(keys, recursive: true);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Tokens_GivenAndReceived_AreInTheDatabaseOnlyWhereNothingProtectsThem(bool isProtected)
    {
        await using Shop shop = await ProtectedHost.StartAsync(database, isProtected ? keys : null);
        Shop.Application contract = await shop.ContractAsync(await shop.StartPartnerAsync());
        ResourcePermit received = await ProtectedHost.ReceiveAsync(shop, contract, "a-received");
        ResourcePermit issued = await ProtectedHost.IssueAsync(shop, contract, "a-issued");

        // A token is a compact JWS: its payload and its signature are looked for as well as the whole.
        string[] secrets = [received.Token, received.Token.Split('.')[1], received.Token.Split('.')[2], issued.Token, issued.Token.Split('.')[1], issued.Token.Split('.')[2]];
        Assert.That(secrets.Select(secret => ProtectedHost.Holds(database, secret)), Is.All.EqualTo(!isProtected));
        Assert.That((await HeldAsync(shop, contract)).Single(), Is.EqualTo(received));
    }

    [Test]
    public async Task Secrets_WrittenBeforeProtectionWasSwitchedOn_AreReadAfterIt()
    {
        ResourcePermit received;
        Shop.Application contract;
        await using (Shop before = await ProtectedHost.StartAsync(database, keyFolder: null))
        {
            contract = await before.ContractAsync(await before.StartPartnerAsync());
            received = await ProtectedHost.ReceiveAsync(before, contract, "a-1");
        }

        await using Shop after = await ProtectedHost.StartAsync(database, keys);
        Assert.That((await HeldAsync(after, contract)).Single(), Is.EqualTo(received));
    }

    [Test]
    public async Task Secrets_AfterARestartWithTheSameKeys_AreRead()
    {
        ResourcePermit received;
        Shop.Application contract;
        await using (Shop before = await ProtectedHost.StartAsync(database, keys))
        {
            contract = await before.ContractAsync(await before.StartPartnerAsync());
            received = await ProtectedHost.ReceiveAsync(before, contract, "a-1");
        }

        await using Shop after = await ProtectedHost.StartAsync(database, keys);
        Assert.That((await HeldAsync(after, contract)).Single(), Is.EqualTo(received));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task KeysThatAreLost_LeaveAllElseAsItIs_AndSaysWhatToDo_UntilTheyAreRestored(bool isStillProtected)
    {
        ResourcePermit received;
        Shop.Application contract;
        await using (Shop before = await ProtectedHost.StartAsync(database, keys))
        {
            contract = await before.ContractAsync(await before.StartPartnerAsync());
            received = await ProtectedHost.ReceiveAsync(before, contract, "a-1");
        }

        string otherKeys = Directory.CreateTempSubdirectory("interconn-keys-").FullName;
        try
        {
            await using Shop without = await ProtectedHost.StartAsync(database, isStillProtected ? otherKeys : null);
            AuditRecord audit = (await without.Node.Audits.ListAsync()).Single();
            Assert.That(audit.ReceivedPermit, Is.Null);
            Assert.That(await HeldAsync(without, contract), Is.Empty);
            LogEntry told = await without.Host.Logs.WaitForAsync(620);
            Assert.That(told.Message, Does.Contain("Data Protection").And.Contain("keys"));
            Assert.That(without.Host.Logs.Entries.Select(entry => $"{entry.Message} {entry.Exception}"), Has.None.Contains("CfDJ8"));

            // The audit is written anew, and with it what cannot be read.
            await without.Node.Audits.TerminateAsync(audit.Key);
        }
        finally
        {
            Directory.Delete(otherKeys, recursive: true);
        }

        await using Shop restored = await ProtectedHost.StartAsync(database, keys);
        AuditRecord again = (await restored.Node.Audits.ListAsync()).Single();
        Assert.That((again.Status, again.ReceivedPermit), Is.EqualTo((ApprovalStatus.Terminated, received)));
    }

    [Test]
    public async Task MessagesThatCannotBeRead_HoldUpNobodyElses_AndAreSentWhenTheKeysAreRestored()
    {
        await using PartnerNode first = await PartnerNode.StartAsync();
        await using PartnerNode second = await PartnerNode.StartAsync(new PartnerNodeOptions { NodeId = "second" });
        Shop.Application unread;
        await using (Shop before = await ProtectedHost.StartAsync(database, keys, sends: false))
        {
            unread = await before.ApplyAsync(first);
            await before.Node.Approvals.ApproveAsync(unread.Id);
        }

        string otherKeys = Directory.CreateTempSubdirectory("interconn-keys-").FullName;
        try
        {
            await using Shop without = await ProtectedHost.StartAsync(database, otherKeys);
            LogEntry triedAgain = await without.Host.Logs.WaitForAsync(554);
            Assert.That(triedAgain.Message, Does.Contain(first.NodeId).And.Contain("Data Protection keys"));
            await without.ContractAsync(second);
            OutboxMessage waits = (await without.Node.Outbox.ListAsync(new OutboxFilter { PartnerNodeId = first.NodeId })).Single();
            Assert.That((waits.State, waits.LastFailure!.Contains("Data Protection keys", StringComparison.Ordinal)), Is.EqualTo((OutboxState.Pending, true)));
            Assert.That((await unread.AtPartnerAsync()).Status, Is.EqualTo(ApprovalStatus.Applied));
        }
        finally
        {
            Directory.Delete(otherKeys, recursive: true);
        }

        await using Shop restored = await ProtectedHost.StartAsync(database, keys);
        Assert.That((await unread.WaitAtPartnerAsync()).Status, Is.EqualTo(ApprovalStatus.Approved));
    }

    [Test]
    public async Task WriteThatFails_SaysNothingOfTheToken()
    {
        await using Shop shop = await ProtectedHost.StartAsync(database, keyFolder: null);
        Shop.Application contract = await shop.ContractAsync(await shop.StartPartnerAsync());
        ResourcePermit issued = await ProtectedHost.IssueAsync(shop, contract, "a-1");
        ApprovalId approval = await ProtectedHost.AppliedAsync(shop, contract, "a-2");
        await using (ShopContext context = database.Open())
        {
            await context.Database.ExecuteSqlRawAsync(
                "CREATE TRIGGER refuse BEFORE INSERT ON interconn_outbox BEGIN SELECT RAISE(ABORT, 'refused by the test'); END");
        }

        InterconnException failure = Assert.ThrowsAsync<InterconnException>(() => shop.Node.Approvals.ApproveAsync(approval))!;
        Assert.That(failure.ToString(), Does.Contain("refused by the test"));

        // The header of every token of the shop is the same, and the first thing of each.
        string header = issued.Token.Split('.')[0];
        IEnumerable<string> texts = shop.Host.Logs.Entries.Select(static entry => $"{entry.Message} {entry.Exception}").Append(failure.ToString());
        Assert.That(texts.Where(text => text.Contains(header, StringComparison.Ordinal)), Is.Empty);
        Assert.That(shop.Host.Logs.Entries.Select(static entry => $"{entry.Message} {entry.Exception}"), Has.Some.Contains("refused by the test"));
    }

    private static Task<IReadOnlyList<ResourcePermit>> HeldAsync(Shop shop, Shop.Application contract) =>
        shop.Node.Permits.ListHeldAsync(contract.Partner.NodeId);
}
