using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Node.Tests.Audits;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Node.Tests.Permits;

/// <summary>P61: a token is seen by its two nodes and by nobody who reads their logs.</summary>
public sealed class PermitSecretTests
{
    [Test]
    public async Task P61_Tokens_AreInNoLogAndNoText()
    {
        await using NodePair pair = await NodePair.StartAsync();
        await pair.GrantAsync(AuditSamples.Dataset("a-1") with { TimesLimit = 1 });
        ResourcePermit permit = (await pair.Held.ListHeldAsync(NodePair.HolderId)).Single();
        Assert.That(await pair.UseAsync(), Is.EqualTo(InterconnCodes.Ok));
        Assert.That(await pair.UseAsync(), Is.EqualTo(InterconnCodes.PermitUsedUp));
        var conflict = Assert.ThrowsAsync<InterconnAnswerException>(() => pair.Holder.Clients.Create(NodePair.UserId, pair.User.Address).ConfirmAsync(
            AuditResource.Dataset, "a-1", Interconn.Sdk.Audits.ApprovalDecision.Approved, permit with { Token = "another-token-of-the-holder" }))!;

        string[] secrets = [permit.Token, permit.Token.Split('.')[1], permit.Token.Split('.')[2], "another-token-of-the-holder"];
        string[] texts =
        [
            .. pair.Holder.Logs.Entries.Concat(pair.User.Logs.Entries).Select(entry => $"{entry.Message} {entry.Exception}"),
            conflict.ToString(),
            permit.ToString(),
            .. await TextsOfAsync(pair.Holder),
            .. await TextsOfAsync(pair.User),
        ];
        Assert.That(texts, Has.Length.GreaterThan(20));
        foreach (string secret in secrets)
        {
            Assert.That(texts.Where(text => text.Contains(secret, StringComparison.Ordinal)), Is.Empty);
        }
    }

    [Test]
    public async Task P61_Logs_ShowOfAPermitTheFirstEightCharactersOfItsIdentifier()
    {
        await using AuditNode node = await AuditNode.StartAsync();
        await node.GrantDatasetAsync("a-1");
        string permitId = (await node.RecordAsync(AuditNode.Key(AuditResource.Dataset, "a-1"))).PermitId!;
        LogEntry approved = node.Node.Logs.OwnEntries.Single(entry => entry.EventId == 531);
        Assert.That(approved.Message, Does.Contain(permitId[..8]).And.Not.Contain(permitId[..9]));
        Assert.That(node.Node.Logs.Entries.Where(entry => entry.Message.Contains(permitId, StringComparison.Ordinal)), Is.Empty);
    }

    private static async Task<string[]> TextsOfAsync(TestNode node)
    {
        INodeStore store = node.Services.GetRequiredService<INodeStore>();
        IReadOnlyList<AuditRecord> audits = await store.ListAuditsAsync(new AuditFilter(), CancellationToken.None);
        IReadOnlyList<OutboxMessage> messages = await store.ListMessagesAsync(new OutboxFilter(), CancellationToken.None);
        return [.. audits.Select(audit => audit.ToString()), .. messages.Select(message => message.ToString())];
    }
}
