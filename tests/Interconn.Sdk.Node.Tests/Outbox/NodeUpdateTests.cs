using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Keys;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Signing;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Node.Tests.Outbox;

/// <summary>How partners hear of this node's new key (3.4).</summary>
public sealed class NodeUpdateTests
{
    private static SigningKey NewKey => TestKeys.CallerRsaKey;

    [Test]
    public async Task Update_IsSignedWithTheKeyThatThePartnerKnows_AndTheContractNamesTheNewOneOnceItIsAcknowledged()
    {
        await using OutboxWorld world = await StartAsync();
        await TellAsync(world);
        Assert.That(world.Partner.Requests.Single().Target, Is.EqualTo(InterconnEndpoints.UpdateNode.Path));
        Assert.That(world.Partner.Requests.Single().IsSignedBy(TestKeys.HolderKey), Is.True);
        Assert.That((await world.ContractAsync()).OwnKeyFingerprint, Is.EqualTo(NewKey.PublicKey.Fingerprint));
        Assert.That((await world.ContractAsync()).PartnerHasOwnKey, Is.True);
    }

    [Test]
    public async Task Update_WhoseAnswerWasLost_IsSentWithTheNewKey_WhereTheOldOneIsRefused()
    {
        await using OutboxWorld world = await StartAsync();
        world.Partner.Behaviour = request => request.IsSignedBy(NewKey) ? null : Faults.Code(InterconnCodes.NotAuthenticated);
        OutboxMessage message = await TellAsync(world);
        Assert.That(world.Partner.Requests[^1].IsSignedBy(NewKey), Is.True);
        Assert.That((await world.MessageAsync(message.MessageId)).State, Is.EqualTo(OutboxState.Delivered));
        Assert.That((await world.MessageAsync(message.MessageId)).Attempts, Is.EqualTo(1));
        Assert.That((await world.ContractAsync()).OwnKeyFingerprint, Is.EqualTo(NewKey.PublicKey.Fingerprint));
    }

    [Test]
    public async Task Update_ThatIsRefusedUnderBothKeys_IsTriedAgain()
    {
        await using OutboxWorld world = await StartAsync();
        world.Partner.Behaviour = _ => Faults.Code(InterconnCodes.NotAuthenticated);
        OutboxMessage message = await TellAsync(world);
        Assert.That((await world.MessageAsync(message.MessageId)).State, Is.EqualTo(OutboxState.Pending));
        Assert.That((await world.ContractAsync()).OwnKeyFingerprint, Is.EqualTo(TestKeys.HolderKey.PublicKey.Fingerprint));
        world.Partner.Behaviour = null;
        await world.Watch.RunUntilAsync(world.Clock.Now + TimeSpan.FromSeconds(2));
        Assert.That((await world.ContractAsync()).OwnKeyFingerprint, Is.EqualTo(NewKey.PublicKey.Fingerprint));
    }

    [TestCase(501)]
    [TestCase(200)]
    public async Task Update_ThatThePartnerDoesNotServe_IsDropped_AndTheOldKeyStays(int status)
    {
        await using OutboxWorld world = await StartAsync();
        world.Partner.Behaviour = _ => Faults.Code(InterconnCodes.NotServed, status);
        OutboxMessage message = await TellAsync(world);
        OutboxMessage dropped = await world.MessageAsync(message.MessageId);
        Assert.That(dropped.State, Is.EqualTo(OutboxState.Superseded));
        Assert.That(dropped.LastCode, Is.EqualTo(InterconnCodes.NotServed));
        Assert.That((await world.ContractAsync()).OwnKeyFingerprint, Is.EqualTo(TestKeys.HolderKey.PublicKey.Fingerprint));
        Assert.That(world.Partner.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Update_WaitsUntilThePartnerHasTheFirstKey()
    {
        await using OutboxWorld world = await StartAsync(Records.Contract() with { PartnerHasOwnKey = false });
        OutboxMessage message = await TellAsync(world);
        Assert.That(world.Partner.Requests, Is.Empty);
        await world.SendAsync(new NodeChange { At = world.Clock.Now, Messages = [OutboxWorld.Confirmation(await world.ContractAsync())] });
        Assert.That((await world.MessageAsync(message.MessageId)).State, Is.EqualTo(OutboxState.Delivered));
        Assert.That(world.Partner.Requests.Select(request => request.Target), Is.EqualTo(
            new[] { InterconnEndpoints.ConfirmContract.Path, InterconnEndpoints.UpdateNode.Path }));
    }

    private static async Task<OutboxWorld> StartAsync(ContractRecord? contract = null)
    {
        OutboxWorld world = await OutboxWorld.StartAsync(
            contract: contract, build: builder => builder.Services.AddSingleton<IOwnKeyUpdates>(new OwnKeyUpdates(NewKey)));
        world.Node.Services.GetRequiredService<OwnKeys>().Rotate(NewKey);
        return world;
    }

    private static async Task<OutboxMessage> TellAsync(OutboxWorld world)
    {
        OutboxMessage message = OutboxMessages.OwnKey(await world.ContractAsync(), world.Clock.Now);
        await world.SendAsync(new NodeChange { At = world.Clock.Now, Messages = [message] });
        return message;
    }
}
