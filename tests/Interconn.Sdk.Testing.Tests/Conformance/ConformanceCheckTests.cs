using Interconn.Sdk.Permits;
using Interconn.Sdk.Signing;
using Interconn.Sdk.Testing.Conformance;

namespace Interconn.Sdk.Testing.Tests.Conformance;

public sealed class ConformanceCheckTests
{
    [Test]
    public void Checks_OfEachSuite_HaveNamesThatAreUniqueAndFitForATestFramework()
    {
        IReadOnlyList<ConformanceCheck>[] suites =
        [
            Suite.NodeStore(static (store, _) => store),
            PermitStoreConformance.Checks(static _ => Task.FromResult<IPermitStore>(null!)),
            ReplayGuardConformance.Checks(static _ => Task.FromResult<IReplayGuard>(null!)),
        ];
        foreach (IReadOnlyList<ConformanceCheck> suite in suites)
        {
            Assert.That(suite.Select(check => check.Name), Is.Unique);
            Assert.That(suite.Select(check => check.Name), Has.All.Match("^[A-Za-z0-9_]+$"));
            Assert.That(suite.Select(check => check.ToString()), Is.EqualTo(suite.Select(check => check.Name)));
        }
    }

    [Test]
    public void RunAsync_ARuleThatIsNotKept_SaysWhatWasExpectedAndWhatCame()
    {
        ConformanceCheck check = Suite.NodeStore(static (store, _) => new AlteredNodeStore(store) { Change = change => change with { Contracts = [] } })
            .Single(each => each.Name == "Commit_New_HasVersionOne");
        ConformanceException exception = Assert.ThrowsAsync<ConformanceException>(() => check.RunAsync())!;
        Assert.That(exception.Message, Is.EqualTo("The contract that was just committed: expected a record, came null."));
    }

    [Test]
    public void RunAsync_AFieldThatIsNotKept_NamesItAndCutsLongTexts()
    {
        ConformanceCheck check = Suite.NodeStore(static (store, _) => new AlteredNodeStore(store)
        {
            Change = change => change with { Messages = [.. change.Messages.Select(message => message with { Attempts = 0, Body = "" })] },
        }).Single(each => each.Name == "Message_WithAllFields_ComesBackAsItWas");
        ConformanceException exception = Assert.ThrowsAsync<ConformanceException>(() => check.RunAsync())!;
        Assert.That(exception.Message, Does.StartWith("The message: Body: expected '{\"description\":"));
        Assert.That(exception.Message, Does.EndWith("came ''; Attempts: expected 12, came 0."));
        Assert.That(exception.Message, Has.Length.LessThan(300));
    }

    [Test]
    public void RunAsync_AStoreThatThrows_SaysSoAndKeepsTheException()
    {
        var fault = new InvalidOperationException("no database");
        ConformanceCheck check = Suite.NodeStore((store, _) => new AlteredNodeStore(store) { Prune = (_, _) => throw fault })
            .Single(each => each.Name == "Prune_Audits_Stay");
        ConformanceException exception = Assert.ThrowsAsync<ConformanceException>(() => check.RunAsync())!;
        Assert.That(exception.Message, Is.EqualTo("The store was expected to answer, and threw InvalidOperationException: no database"));
        Assert.That(exception.InnerException, Is.SameAs(fault));
    }

    [Test]
    public void RunAsync_Cancelled_IsNoFailureOfTheStore()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        ConformanceCheck check = Suite.NodeStore(static (store, _) => store)[0];
        Assert.ThrowsAsync(Is.InstanceOf<OperationCanceledException>(), () => check.RunAsync(source.Token));
    }

    [Test]
    public async Task RunAsync_WhenItIsOver_DisposesWhatTheFactoryMade()
    {
        var made = new List<DisposedStore>();
        foreach (ConformanceCheck check in PermitStoreConformance.Checks(clock =>
        {
            made.Add(new DisposedStore());
            return Task.FromResult<IPermitStore>(made[^1]);
        }).Take(3))
        {
            Assert.ThrowsAsync<ConformanceException>(() => check.RunAsync());
        }

        Assert.That(made, Has.Count.EqualTo(3));
        Assert.That(made.Select(store => store.Disposals), Has.All.EqualTo(1));

        var owner = new DisposedStore();
        var permits = new DisposedStore();
        await using var stores = new AlteredOwner();
        ConformanceCheck owned = NodeStoreConformance.Checks(
            _ => Task.FromResult(new NodeStoreUnderTest { Store = stores.Store, Permits = permits, Owner = owner }))[0];
        await owned.RunAsync();
        Assert.That((owner.Disposals, permits.Disposals), Is.EqualTo((1, 0)));
    }

    private sealed class AlteredOwner : IAsyncDisposable
    {
        private readonly Interconn.Sdk.Node.Stores.InMemoryNodeStore store = new(new InMemoryPermitStore(TimeProvider.System));

        public Interconn.Sdk.Node.Stores.INodeStore Store => new AlteredNodeStore(store);

        public ValueTask DisposeAsync()
        {
            store.Dispose();
            return ValueTask.CompletedTask;
        }
    }

    private sealed class DisposedStore : IPermitStore, IDisposable
    {
        public int Disposals { get; private set; }

        public ValueTask<bool> AddAsync(PermitRecord permit, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<PermitRecord?> FindAsync(string permitId, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<PermitUse> TryUseAsync(string permitId, DateTimeOffset now, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<bool> RevokeAsync(string permitId, DateTimeOffset now, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<int> RevokeAllAsync(PermitSelection selection, DateTimeOffset now, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<bool> IsKeyInUseAsync(string keyId, DateTimeOffset now, CancellationToken cancellationToken) => throw new NotSupportedException();

        public void Dispose() => Disposals++;
    }
}
