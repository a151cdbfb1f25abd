using System.Collections.Concurrent;
using Interconn.Sdk.Node.Approvals;

namespace Interconn.Sdk.Node.Tests.Upkeep;

/// <summary>What the approval policies of a test say, and what they were asked.</summary>
internal sealed class PolicyScript
{
    private readonly ConcurrentQueue<ScriptedPolicy> disposed = new();
    private event Action? WasDisposed;

    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>The policies that were asked, one for each decision.</summary>
    public ConcurrentQueue<ScriptedPolicy> Policies { get; } = new();

    /// <summary>Those of them whose scope has ended.</summary>
    public IReadOnlyCollection<ScriptedPolicy> Disposed => disposed;

    /// <summary>What they say of an application; approval by default.</summary>
    public Func<string, CancellationToken, Task<ApprovalDirective>> Decide { get; set; } = static (_, _) => Task.FromResult(ApprovalDirective.Approve());

    /// <summary>Waits until the scopes of so many have ended.</summary>
    public async Task WhenDisposedAsync(int count)
    {
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look()
        {
            if (disposed.Count >= count)
            {
                enough.TrySetResult();
            }
        }

        WasDisposed += Look;
        Look();
        await enough.Task;
    }

    public void Dispose(ScriptedPolicy policy)
    {
        disposed.Enqueue(policy);
        WasDisposed?.Invoke();
    }

    public async ValueTask<ApprovalDirective> DecideAsync(ScriptedPolicy policy, string id, CancellationToken cancellationToken)
    {
        Asked.Enqueue(id);
        Policies.Enqueue(policy);
        return await Decide(id, cancellationToken);
    }
}
