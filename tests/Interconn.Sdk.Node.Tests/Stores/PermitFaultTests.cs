using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Node.Tests.Lifecycles;
using Interconn.Sdk.Permits;

namespace Interconn.Sdk.Node.Tests.Stores;

/// <summary>A permit store that fails in the middle of a transition leaves the node as it was, and no permit that could be used.</summary>
public sealed class PermitFaultTests
{
    private static readonly NodeChange Change = new()
    {
        At = NodeFixture.Start,
        Contracts = [StoredRecords.Contract()],
        Audits = [StoredRecords.Audit()],
        Messages = [StoredRecords.Message()],
        NewPermits = [StoredRecords.Permit("p-1"), StoredRecords.Permit("p-2")],
        RevokedPermits = [new PermitSelection { UserNodeId = TestNode.CallerId, PermitId = "p-old" }],
    };

    private FailingPermitStore permits = null!;
    private InMemoryNodeStore store = null!;

    [SetUp]
    public async Task SetUp()
    {
        permits = new FailingPermitStore();
        store = new InMemoryNodeStore(permits);
        await permits.AddAsync(StoredRecords.Permit("p-old"), default);
    }

    [TearDown]
    public void TearDown() => store.Dispose();

    [TestCase("find p-1")]
    [TestCase("find p-2")]
    [TestCase("add p-1")]
    [TestCase("add p-2")]
    [TestCase("revoke all")]
    public async Task W69_TryCommitAsync_APermitStoreThatThrows_LeavesNothingThatHolds(string failing)
    {
        permits.Failing = failing;
        Assert.ThrowsAsync<IOException>(() => store.TryCommitAsync(Change, default).AsTask());
        await ExpectNothingAsync();

        // The gate is open again, and the transition can be made with permits that are made anew.
        permits.Failing = null;
        NodeChange again = Change with { NewPermits = [StoredRecords.Permit("p-3")] };
        Assert.That(await store.TryCommitAsync(again, default), Is.True);
        Assert.That(await UseAsync("p-3"), Is.EqualTo(PermitUseOutcome.Granted));
        Assert.That(await UseAsync("p-old"), Is.EqualTo(PermitUseOutcome.Revoked));
    }

    [Test]
    public async Task W69_TryCommitAsync_APermitThatWasAddedBeforeTheFailure_IsRevoked()
    {
        permits.Failing = "after adding p-2";
        Assert.ThrowsAsync<IOException>(() => store.TryCommitAsync(Change, default).AsTask());
        Assert.That(await UseAsync("p-1"), Is.EqualTo(PermitUseOutcome.Revoked));
        Assert.That(await UseAsync("p-2"), Is.EqualTo(PermitUseOutcome.Revoked));
        await ExpectNothingAsync();
    }

    [Test]
    public async Task W69_TryCommitAsync_APermitThatAnotherAddsMeanwhile_IsFalseAndStaysTheOthers()
    {
        permits.AddedByAnother = "p-2";
        Assert.That(await store.TryCommitAsync(Change, default), Is.False);
        Assert.That(await UseAsync("p-2"), Is.EqualTo(PermitUseOutcome.Granted));
        Assert.That(await UseAsync("p-1"), Is.EqualTo(PermitUseOutcome.Revoked));
        Assert.That(await store.FindContractAsync(StoredRecords.Contract().Key, default), Is.Null);
    }

    [Test]
    public async Task TryCommitAsync_WhereTheWithdrawalFailsToo_TellsTheFirstFailure()
    {
        permits.Failing = "add p-2";
        permits.RevokeFails = true;
        IOException exception = Assert.ThrowsAsync<IOException>(() => store.TryCommitAsync(Change, default).AsTask())!;
        Assert.That(exception.Message, Is.EqualTo("add p-2"));
        Assert.That(await store.FindContractAsync(StoredRecords.Contract().Key, default), Is.Null);
    }

    [Test]
    public async Task TryCommitAsync_Cancelled_LeavesNothingThatHolds()
    {
        using var source = new CancellationTokenSource();
        permits.CancelsBefore = ("add p-2", source);
        Assert.ThrowsAsync(Is.InstanceOf<OperationCanceledException>(), () => store.TryCommitAsync(Change, source.Token).AsTask());
        await ExpectNothingAsync();
        Assert.That(await UseAsync("p-1"), Is.EqualTo(PermitUseOutcome.Revoked));
    }

    [Test]
    public async Task Find_WhilePermitsAreWritten_AnswersAtOnceWhatWasThere()
    {
        bool hasAnswered = false;
        permits.OnStep = step =>
        {
            if (step == "revoke all")
            {
                ValueTask<AuditRecord?> found = store.FindAuditAsync(StoredRecords.Audit().Key, default);
                hasAnswered = found.IsCompletedSuccessfully && found.Result is null;
            }
        };
        Assert.That(await store.TryCommitAsync(Change, default), Is.True);
        Assert.That(hasAnswered, Is.True);
        Assert.That(await store.FindAuditAsync(StoredRecords.Audit().Key, default), Is.Not.Null);
    }

    [Test]
    public async Task Claim_WhilePermitsAreWritten_WaitsForThem()
    {
        Task<IReadOnlyList<OutboxMessage>>? claiming = null;
        permits.OnStep = step =>
        {
            if (step == "revoke all")
            {
                claiming = store.ClaimMessagesAsync(new OutboxClaim { Now = NodeFixture.Start, Until = NodeFixture.Start.AddMinutes(1), Take = 10 }, default).AsTask();
                Assert.That(claiming.IsCompleted, Is.False);
            }
        };
        Assert.That(await store.TryCommitAsync(Change, default), Is.True);
        Assert.That((await claiming!).Select(static message => message.MessageId), Is.EqualTo(new[] { "m-1" }));
    }

    private async Task ExpectNothingAsync()
    {
        Assert.That(await store.FindContractAsync(StoredRecords.Contract().Key, default), Is.Null);
        Assert.That(await store.FindAuditAsync(StoredRecords.Audit().Key, default), Is.Null);
        Assert.That(await store.FindMessageAsync("m-1", default), Is.Null);
        Assert.That(await UseAsync("p-1"), Is.AnyOf(PermitUseOutcome.Unknown, PermitUseOutcome.Revoked));
        Assert.That(await UseAsync("p-2"), Is.AnyOf(PermitUseOutcome.Unknown, PermitUseOutcome.Revoked));
        Assert.That(await UseAsync("p-old"), Is.EqualTo(PermitUseOutcome.Granted));
    }

    private async Task<PermitUseOutcome> UseAsync(string permitId) => (await permits.Inner.TryUseAsync(permitId, NodeFixture.Start, default)).Outcome;

    private sealed class FailingPermitStore : IPermitStore
    {
        public InMemoryPermitStore Inner { get; } = new(new ManualTimeProvider(NodeFixture.Start));

        public string? Failing { get; set; }

        public string? AddedByAnother { get; set; }

        public Action<string>? OnStep { get; set; }

        public bool RevokeFails { get; set; }

        public (string Step, CancellationTokenSource Source)? CancelsBefore { get; set; }

        public async ValueTask<bool> AddAsync(PermitRecord permit, CancellationToken cancellationToken)
        {
            Step("add " + permit.PermitId);
            if (AddedByAnother == permit.PermitId)
            {
                await Inner.AddAsync(permit, cancellationToken);
            }

            bool added = await Inner.AddAsync(permit, cancellationToken);
            Step("after adding " + permit.PermitId);
            return added;
        }

        public ValueTask<PermitRecord?> FindAsync(string permitId, CancellationToken cancellationToken)
        {
            Step("find " + permitId);
            return Inner.FindAsync(permitId, cancellationToken);
        }

        public ValueTask<PermitUse> TryUseAsync(string permitId, DateTimeOffset now, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<bool> RevokeAsync(string permitId, DateTimeOffset now, CancellationToken cancellationToken) =>
            RevokeFails ? throw new IOException("revoke") : Inner.RevokeAsync(permitId, now, cancellationToken);

        public ValueTask<int> RevokeAllAsync(PermitSelection selection, DateTimeOffset now, CancellationToken cancellationToken)
        {
            Step("revoke all");
            return Inner.RevokeAllAsync(selection, now, cancellationToken);
        }

        public ValueTask<bool> IsKeyInUseAsync(string keyId, DateTimeOffset now, CancellationToken cancellationToken) => throw new NotSupportedException();

        private void Step(string step)
        {
            OnStep?.Invoke(step);
            if (CancelsBefore is { } cancelling && cancelling.Step == step)
            {
                cancelling.Source.Cancel();
            }

            if (Failing == step)
            {
                throw new IOException(step);
            }
        }
    }
}
