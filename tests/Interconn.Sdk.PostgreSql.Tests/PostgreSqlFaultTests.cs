using System.Net;
using System.Text.Json.Nodes;
using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.PostgreSql.Tests;

/// <summary>A node whose PostgreSQL is stopped, hangs or is slow: callers are answered 50301 in time, nothing is half done, and it goes on without a restart.</summary>
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class PostgreSqlFaultTests
{
    private const string Other = "JG0100001100000001";
    private const int StoreFails = 560;
    private const int StoreAnswers = 562;
    private static readonly string[] Loops = ["outbox", "upkeep"];

    // What the machine may take on top, with all else that it does: for the way there and back, and to end what waits.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(4);

    private OwnServer server = null!;
    private DurableNode node = null!;

    [SetUp]
    public async Task StartAsync()
    {
        server = await OwnServer.StartAsync();
        node = await DurableNode.StartAsync(server.ConnectionString);
    }

    [TearDown]
    public async Task StopAsync()
    {
        if (server is not null)
        {
            await server.ThawAsync();
            await node.DisposeAsync();
            await server.DisposeAsync();
        }
    }

    [Test]
    public async Task StoppedServer_AnswersUnavailable_AndTheNodeGoesOnWhenItIsThereAgain()
    {
        string before = await node.ApplyAsync();
        await server.StopAsync();
        await AssertUnavailableAsync(callers: 10);
        await LoopsSayAsync(StoreFails);
        await server.StartAgainAsync();
        await AssertGoesOnAsync(before);
        await LoopsSayAsync(StoreAnswers);
    }

    [Test]
    public async Task HungServer_AnswersUnavailable_AndTheNodeGoesOnWhenItAnswersAgain()
    {
        string before = await node.ApplyAsync();
        await server.FreezeAsync();
        await AssertUnavailableAsync(callers: 50);
        await LoopsSayAsync(StoreFails);
        await server.ThawAsync();
        await AssertGoesOnAsync(before);
        await LoopsSayAsync(StoreAnswers);
    }

    [Test]
    public async Task LockedTable_AnswersUnavailable_AndTheNodeGoesOnWhenTheLockIsGone()
    {
        string before = await node.ApplyAsync();
        await using (var another = new Npgsql.NpgsqlConnection(server.ConnectionString))
        {
            await another.OpenAsync();
            await using Npgsql.NpgsqlTransaction transaction = await another.BeginTransactionAsync();
            await using var command = new Npgsql.NpgsqlCommand("LOCK TABLE interconn_contracts, interconn_turns", another, transaction);
            await command.ExecuteNonQueryAsync();
            await AssertUnavailableAsync(callers: 10);
        }

        await AssertGoesOnAsync(before);
    }

    [Test]
    public async Task ControlCharactersInAPartnersTexts_AreRefusedInIdsAndKeptInDescriptions()
    {
        const string Nul = "a\0b";
        await node.ApplyAsync();
        RequestDraft query = RequestDraft.Get(InterconnEndpoints.QueryContract.Path + "?contract_id=a%00b", key: TestKeys.CallerKey);
        Assert.That((await Wire.SendAsync(node.Node, query.Sign(TestKeys.CallerKey))).Verdict, Is.EqualTo($"400/{InterconnCodes.FieldRule}"));
        Assert.That((await ApplyAsync("name", Nul)).Verdict, Is.EqualTo($"400/{InterconnCodes.FieldRule}"));
        Assert.That((await ApplyAsync("inst_id", Nul)).Verdict, Is.EqualTo($"400/{InterconnCodes.FieldRule}"));

        // No column of PostgreSQL's holds this character as it is.
        Assert.That((await ApplyAsync("description", Nul)).Verdict, Is.EqualTo("200/0"));
        ContractRecord stored = (await node.Contracts.ListAsync()).Single(static contract => contract.PartnerNodeId == Other);
        Assert.That(stored.Partner.Description, Is.EqualTo(Nul));
    }

    private async Task AssertUnavailableAsync(int callers)
    {
        TimeSpan[] times = await Crowd.RunAsync(callers, _ => DurableNode.TimeAsync(async () =>
        {
            WireAnswer answer = await ApplyAsync();
            Assert.That(answer.Verdict, Is.EqualTo("503/50301"));
        }));
        Assert.That(times, Is.All.LessThan(DurableNode.StoreTimeout + Slack));
        Assert.That(
            async () => await node.Contracts.ListAsync(), Throws.InstanceOf<InterconnException>().With.Property("Code").EqualTo(InterconnCodes.Unavailable));
        Assert.That(await node.ReadinessAsync(), Is.EqualTo(HttpStatusCode.ServiceUnavailable));
    }

    /// <summary>What was there is there, what was refused is not, and an approval finds its way to the partner by the outbox.</summary>
    private async Task AssertGoesOnAsync(string contractId)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await node.ReadinessAsync() != HttpStatusCode.OK)
        {
            // A connection that was open before may have to fail first.
            limit.Token.ThrowIfCancellationRequested();
        }

        Assert.That((await node.Contracts.ListAsync()).Select(static contract => contract.ContractId), Is.EqualTo(new[] { contractId }));
        await node.ApproveAsync(contractId);
        ContractRecord decided = await node.OfPartner.WaitForDecisionAsync(TestNode.HolderId, contractId, limit.Token);
        Assert.That(decided.Status, Is.EqualTo(ApprovalStatus.Approved));
        await node.Outbox.WaitUntilEmptyAsync(cancellationToken: limit.Token);
        IReadOnlyList<OutboxMessage> messages = await node.Outbox.ListAsync(new OutboxFilter(), limit.Token);
        Assert.That(messages.Select(static message => (message.Kind, message.State)), Is.EqualTo(new[] { (OutboxKind.ContractConfirmation, OutboxState.Delivered) }));
    }

    private async Task LoopsSayAsync(int eventId)
    {
        foreach (string loop in Loops)
        {
            await node.Node.Logs.WaitForAsync(entry => entry.EventId == eventId && entry.Message.Contains(loop, StringComparison.Ordinal));
        }
    }

    /// <summary>Somebody applies for a contract by a bare call, which is made once.</summary>
    private Task<WireAnswer> ApplyAsync(string? field = null, string? value = null)
    {
        var body = new JsonObject
        {
            ["node_id"] = Other,
            ["name"] = "node",
            ["address"] = "http://127.0.0.1:5999",
            ["inst_id"] = "JG02",
            ["institution"] = "institution",
            ["system"] = "fate",
            ["system_version"] = "2.0",
            ["auth_type"] = TestKeys.StrangerKey.AuthType,
            ["auth_credential"] = TestKeys.StrangerKey.AuthCredential,
        };
        if (field is not null)
        {
            body[field] = value;
        }

        RequestDraft draft = RequestDraft.Post(InterconnEndpoints.ApplyContract.Path, body.ToJsonString(), key: TestKeys.StrangerKey);
        draft["x-source-node-id"] = Other;
        return Wire.SendAsync(node.Node, draft.Sign(TestKeys.StrangerKey));
    }
}
