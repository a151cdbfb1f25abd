using System.Collections.Concurrent;
using Interconn.Sdk.JkstackDpa.Callbacks;

namespace Interconn.Sdk.JkstackDpa.AspNetCore.Tests;

/// <summary>What the handler of a test's host does, and what came to it.</summary>
public sealed class CallbackScript
{
    private readonly ConcurrentQueue<PlanCallback> callbacks = new();

    public IReadOnlyList<PlanCallback> Callbacks => [.. callbacks];

    /// <summary>Instance and status of what came, in order.</summary>
    public IReadOnlyList<string> Delivered => [.. callbacks.Select(static callback => $"{callback.PlanInstanceId} {callback.Status}")];

    /// <summary>What the handler does; null does nothing.</summary>
    public Func<PlanCallback, CancellationToken, Task>? Handle { get; set; }

    public Task TakeAsync(PlanCallback callback, CancellationToken cancellationToken)
    {
        callbacks.Enqueue(callback);
        return Handle?.Invoke(callback, cancellationToken) ?? Task.CompletedTask;
    }
}
