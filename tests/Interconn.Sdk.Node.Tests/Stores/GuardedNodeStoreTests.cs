using System.Reflection;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Node.Tests.Lifecycles;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Transport;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Interconn.Sdk.Node.Tests.Stores;

public sealed class GuardedNodeStoreTests
{
    private const int StoreFailed = 500;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    private ManualTimeProvider clock = null!;
    private LogCollector logs = null!;
    private LoggerFactory loggers = null!;

    [SetUp]
    public void SetUp()
    {
        clock = new ManualTimeProvider(NodeFixture.Start);
        logs = new LogCollector();
        loggers = new LoggerFactory([logs]);
    }

    [TearDown]
    public void TearDown()
    {
        loggers.Dispose();
        logs.Dispose();
    }

    [Test]
    public async Task Ask_AStoreThatAnswers_PassesItsAnswerOn()
    {
        GuardedNodeStore store = Guard(_ => Task.CompletedTask);
        Assert.That(await store.TryCommitAsync(new NodeChange { At = clock.Now }, default), Is.True);
        Assert.That(await store.PruneAsync(clock.Now, default), Is.EqualTo(1));
        Assert.That(logs.OwnEntries, Is.Empty);
    }

    [Test]
    public async Task Ask_AStoreThatAnswersLater_PassesItsAnswerOn()
    {
        var answer = new TaskCompletionSource();
        Task<int> asked = Guard(_ => answer.Task).PruneAsync(clock.Now, default).AsTask();
        clock.Advance(Timeout - TimeSpan.FromMilliseconds(1));
        Assert.That(asked.IsCompleted, Is.False);
        answer.SetResult();
        Assert.That(await asked, Is.EqualTo(1));
    }

    [Test]
    public void Ask_AStoreThatIsDisposedOf_Is50301WithoutAnError()
    {
        GuardedNodeStore store = Guard(static _ => throw new ObjectDisposedException("container"));
        InterconnException refused = Assert.ThrowsAsync<InterconnException>(() => store.PruneAsync(clock.Now, default).AsTask())!;
        Assert.That(refused.Code, Is.EqualTo(InterconnCodes.Unavailable));
        Assert.That(logs.OwnEntries, Is.Empty);
    }

    [TestCaseSource(nameof(Calls))]
    public async Task W69_Ask_AStoreThatDoesNotAnswer_Is50301AfterTheTimeout(MethodInfo call)
    {
        var never = new TaskCompletionSource();
        Task asked = AskAsync(Guard(_ => never.Task), call);
        clock.Advance(Timeout - TimeSpan.FromMilliseconds(1));
        Assert.That(asked.IsCompleted, Is.False);
        clock.Advance(TimeSpan.FromMilliseconds(1));

        InterconnException exception = Assert.ThrowsAsync<InterconnException>(() => asked)!;
        Assert.That(exception.Code, Is.EqualTo(InterconnCodes.Unavailable));
        Assert.That(exception.InnerException, Is.InstanceOf<TimeoutException>());
        await logs.WaitForAsync(StoreFailed);
    }

    [TestCaseSource(nameof(Calls))]
    public void W69_Ask_AStoreThatThrows_Is50301(MethodInfo call)
    {
        var fault = new InvalidOperationException("no database");
        foreach (Func<CancellationToken, Task> act in new Func<CancellationToken, Task>[] { _ => throw fault, _ => Task.FromException(fault), _ => LaterAsync(fault) })
        {
            InterconnException exception = Assert.ThrowsAsync<InterconnException>(() => AskAsync(Guard(act), call))!;
            Assert.That(exception.Code, Is.EqualTo(InterconnCodes.Unavailable));
            Assert.That(exception.InnerException, Is.SameAs(fault));
            Assert.That(exception.Message, Does.Not.Contain("no database"));
        }

        Assert.That(logs.OwnEntries.Count(entry => entry.EventId == StoreFailed && entry.Exception == fault), Is.EqualTo(3));
    }

    [Test]
    public void Ask_AStoreThatCancelsByItself_Is50301()
    {
        foreach (Func<CancellationToken, Task> act in new Func<CancellationToken, Task>[]
        {
            _ => throw new OperationCanceledException("its own time limit"),
            _ => Task.FromCanceled(new CancellationToken(canceled: true)),
            _ => LaterAsync(new TaskCanceledException("its own time limit")),
        })
        {
            InterconnException exception = Assert.ThrowsAsync<InterconnException>(() => Guard(act).PruneAsync(clock.Now, default).AsTask())!;
            Assert.That(exception.Code, Is.EqualTo(InterconnCodes.Unavailable));
        }
    }

    [Test]
    public void Ask_AStoreThatHeedsItsToken_EndsWithTheTimeout()
    {
        CancellationToken given = default;
        Task<int> asked = Guard(token => Task.Delay(System.Threading.Timeout.InfiniteTimeSpan, clock, given = token)).PruneAsync(clock.Now, default).AsTask();
        Assert.That(given.IsCancellationRequested, Is.False);
        clock.Advance(Timeout);
        Assert.That(given.IsCancellationRequested, Is.True);
        Assert.That(Assert.ThrowsAsync<InterconnException>(() => asked)!.Code, Is.EqualTo(InterconnCodes.Unavailable));
    }

    [Test]
    public void Ask_ACallerThatGoesAway_IsNoFailureOfTheStore()
    {
        using var caller = new CancellationTokenSource();
        var never = new TaskCompletionSource();
        Task<int> ignoring = Guard(_ => never.Task).PruneAsync(clock.Now, caller.Token).AsTask();
        Task<int> failing = Guard(async token =>
        {
            await Task.Delay(System.Threading.Timeout.InfiniteTimeSpan, clock, token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw new InvalidOperationException("the connection was closed under the command");
        }).PruneAsync(clock.Now, caller.Token).AsTask();
        caller.Cancel();

        Assert.ThrowsAsync(Is.InstanceOf<OperationCanceledException>(), () => ignoring);
        Assert.ThrowsAsync(Is.InstanceOf<OperationCanceledException>(), () => failing);
        Assert.ThrowsAsync(Is.InstanceOf<OperationCanceledException>(), () => Guard(_ => Task.CompletedTask).PruneAsync(clock.Now, caller.Token).AsTask());
        Assert.That(logs.OwnEntries, Is.Empty);
    }

    [Test]
    public async Task Ask_AStoreThatFailsAfterItWasGivenUp_IsObserved()
    {
        var fault = new InvalidOperationException($"late {Guid.NewGuid()}");
        var unobserved = new List<Exception>();
        void Note(object? sender, UnobservedTaskExceptionEventArgs args) => unobserved.AddRange(args.Exception.Flatten().InnerExceptions);
        TaskScheduler.UnobservedTaskException += Note;
        try
        {
            await GiveUpAsync(fault);
            GC.Collect();
            GC.WaitForPendingFinalizers();
            GC.Collect();
            Assert.That(unobserved, Has.None.SameAs(fault));
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= Note;
        }
    }

    [Test]
    public async Task Ask_AnAnswerAtTheSameMomentAsTheTimeout_DoesNoHarm()
    {
        for (int i = 0; i < 200; i++)
        {
            var answer = new TaskCompletionSource();
            Task<int> asked = Guard(_ => answer.Task).PruneAsync(clock.Now, default).AsTask();
            Task answering = Task.Run(answer.SetResult);
            clock.Advance(Timeout);
            await answering;
            try
            {
                Assert.That(await asked, Is.EqualTo(1));
            }
            catch (InterconnException exception)
            {
                Assert.That(exception.Code, Is.EqualTo(InterconnCodes.Unavailable));
            }
        }
    }

    private static IEnumerable<MethodInfo> Calls => typeof(INodeStore).GetMethods();

    // Apart, so that nothing on the stack of the test keeps the task alive.
    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private async Task GiveUpAsync(Exception fault)
    {
        var late = new TaskCompletionSource();
        Task<int> asked = Guard(_ => late.Task).PruneAsync(clock.Now, default).AsTask();
        clock.Advance(Timeout);
        await ((Task)asked).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        late.SetException(fault);
    }

    private static async Task LaterAsync(Exception fault)
    {
        await Task.Yield();
        throw fault;
    }

    private static async Task AskAsync(GuardedNodeStore store, MethodInfo call)
    {
        object?[] arguments = [.. call.GetParameters().Select(ArgumentFor)];
        object asked = call.Invoke(store, BindingFlags.DoNotWrapExceptions, null, arguments, null)!;
        await (Task)asked.GetType().GetMethod(nameof(ValueTask<int>.AsTask))!.Invoke(asked, null)!;
    }

    private static object? ArgumentFor(ParameterInfo parameter) => parameter.ParameterType switch
    {
        Type type when type == typeof(NodeChange) => new NodeChange { At = NodeFixture.Start },
        Type type when type == typeof(OutboxClaim) => new OutboxClaim { Now = NodeFixture.Start, Until = NodeFixture.Start, Take = 1 },
        Type type when type == typeof(string) => StoredRecords.Contract().PartnerNodeId,
        Type type when type == typeof(IReadOnlyCollection<string>) => Array.Empty<string>(),
        Type type => Activator.CreateInstance(type),
    };

    private GuardedNodeStore Guard(Func<CancellationToken, Task> actAsync)
    {
        var options = new InterconnOptions { SigningKey = TestKeys.HolderKey, StoreTimeout = Timeout };
        return new GuardedNodeStore(new StuckStore(actAsync), new LocalNode(Options.Create(options)), new TimeLimits(clock), loggers.CreateLogger<GuardedNodeStore>());
    }
}
