using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Node.Tests.Lifecycles;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Node.Tests.Stores;

public sealed class NodeStateTests
{
    private static readonly NodeChange Change = new() { At = NodeFixture.Start };

    private readonly List<NodeChange> published = [];
    private ChangeFeed feed = null!;
    private ManualTimeProvider clock = null!;

    [SetUp]
    public void SetUp()
    {
        published.Clear();
        feed = new ChangeFeed();
        feed.Subscribe(published.Add);
        clock = new ManualTimeProvider(NodeFixture.Start);
    }

    [Test]
    public async Task CommitAsync_AnotherGotInBetween_PreparesAnewUntilItIsMadeAndTellsOnce()
    {
        int commits = 0;
        NodeState state = State(_ => ++commits == 3);
        var prepared = new List<NodeChange>();
        int result = await state.CommitAsync(
            _ =>
            {
                prepared.Add(Change with { SupersededLanes = [$"{prepared.Count}"] });
                return ValueTask.FromResult(new Transition<int>(prepared[^1], prepared.Count));
            },
            default);

        Assert.That(result, Is.EqualTo(3));
        Assert.That(prepared, Has.Count.EqualTo(3));
        Assert.That(published, Is.EqualTo(new[] { prepared[^1] }));
    }

    [Test]
    public async Task CommitAsync_NothingToWrite_GivesTheResultAndTellsNobody()
    {
        NodeState state = State(_ => throw new InvalidOperationException("nothing is to be written"));
        Assert.That(await state.CommitAsync(_ => ValueTask.FromResult(new Transition<string>(null, "as it is")), default), Is.EqualTo("as it is"));
        Assert.That(published, Is.Empty);
    }

    [Test]
    public void CommitAsync_InATransactionOfTheHostThatEndsMeanwhile_IsNotMadeAlone()
    {
        NodeState state = State(_ => throw new AssertionException("made alone"));
        HeldChanges held = feed.HoldBack();
        Assert.That(
            () => state.CommitAsync(
                _ =>
                {
                    held.End();
                    return ValueTask.FromResult(new Transition<int>(Change, 1));
                },
                default),
            Throws.InvalidOperationException);
        Assert.That(published, Is.Empty);
    }

    [Test]
    public void CommitAsync_AStoreThatNeverTakesIt_Is50301AndEnds()
    {
        int commits = 0;
        NodeState state = State(_ =>
        {
            commits++;
            return false;
        });
        InterconnException exception = Assert.ThrowsAsync<InterconnException>(
            () => state.CommitAsync(_ => ValueTask.FromResult(new Transition<int>(Change, 0)), default))!;
        Assert.That(exception.Code, Is.EqualTo(InterconnCodes.Unavailable));
        Assert.That(commits, Is.EqualTo(1000));
        Assert.That(published, Is.Empty);
    }

    [Test]
    public void CommitAsync_WhoPreparesRefuses_IsPassedOn()
    {
        var refusal = new InterconnException(InterconnCodes.IllegalTransition, "no such move");
        NodeState state = State(_ => true);
        Assert.That(
            Assert.ThrowsAsync<InterconnException>(() => state.CommitAsync<int>(_ => throw refusal, default)), Is.SameAs(refusal));
        Assert.That(published, Is.Empty);
    }

    [Test]
    public void TryCommitAsync_AStoreThatThrows_TellsAllTheSameSinceItMayHaveBeenMade()
    {
        var fault = new InterconnException(InterconnCodes.Unavailable, "no answer");
        NodeState state = State(_ => throw fault);
        Assert.That(Assert.ThrowsAsync<InterconnException>(() => state.TryCommitAsync(Change, default).AsTask()), Is.SameAs(fault));
        Assert.That(published, Is.EqualTo(new[] { Change }));
    }

    [Test]
    public async Task TryCommitAsync_NotMade_IsFalseAndTellsNobody()
    {
        Assert.That(await State(_ => false).TryCommitAsync(Change, default), Is.False);
        Assert.That(published, Is.Empty);
    }

    private static IEnumerable<NodeChange> Doubled =>
    [
        Change with { Contracts = [StoredRecords.Contract(), StoredRecords.Contract() with { Inquiries = 1 }] },
        Change with { Audits = [StoredRecords.Audit(), StoredRecords.Audit()] },
        Change with { Messages = [StoredRecords.Message(), StoredRecords.Message(lane: "another")] },
        Change with { NewPermits = [StoredRecords.Permit(), StoredRecords.Permit()] },
        Change with { Turns = [new Turn { Key = "row", Number = 0 }, new Turn { Key = "row", Number = 1 }] },
    ];

    [TestCaseSource(nameof(Doubled))]
    public void TryCommitAsync_OneRecordTwice_IsRefusedBeforeTheStoreIsAsked(NodeChange change)
    {
        bool isAsked = false;
        NodeState state = State(_ => isAsked = true);
        Assert.ThrowsAsync<ArgumentException>(() => state.TryCommitAsync(change, default).AsTask());
        Assert.That(isAsked, Is.False);
        Assert.That(published, Is.Empty);
    }

    [Test]
    public async Task TryCommitAsync_RecordsThatDifferInTheirKeys_AreTaken()
    {
        NodeState state = State(_ => true);
        Assert.That(
            await state.TryCommitAsync(
                Change with
                {
                    Contracts = [StoredRecords.Contract(), StoredRecords.Contract("c-2"), StoredRecords.Contract(partnerNodeId: "another")],
                    Audits = [StoredRecords.Audit(), StoredRecords.Audit("a-2"), StoredRecords.Audit(resource: Interconn.Sdk.Node.Audits.AuditResource.Job)],
                    RestsOn = [StoredRecords.Contract()],
                    Turns = [new Turn { Key = "row", Number = 0 }, new Turn { Key = "ROW", Number = 0 }],
                },
                default),
            Is.True);
    }

    [Test]
    public async Task CommitAsync_HundredAtATime_EachChangeCounts()
    {
        using var store = new InMemoryNodeStore(new InMemoryPermitStore(clock));
        var state = new NodeState(store, new ChangeFeed(), clock);
        await state.TryCommitAsync(Change with { Contracts = [StoredRecords.Contract()] }, default);

        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => state.CommitAsync(
            async token =>
            {
                ContractRecord contract = (await state.Store.FindContractAsync(StoredRecords.Contract().Key, token))!;
                return new Transition<int>(Change with { Contracts = [contract with { Inquiries = contract.Inquiries + 1 }] }, contract.Inquiries);
            },
            default))));

        ContractRecord after = (await store.FindContractAsync(StoredRecords.Contract().Key, default))!;
        Assert.That((after.Inquiries, after.Version), Is.EqualTo((100, 101)));
    }

    [Test]
    public void Now_IsTheClocks()
    {
        NodeState state = State(_ => true);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.That(state.Now, Is.EqualTo(NodeFixture.Start.AddSeconds(1)));
    }

    private NodeState State(Func<NodeChange, bool> commit) => new(new CommitStore(commit), feed, clock);
}
