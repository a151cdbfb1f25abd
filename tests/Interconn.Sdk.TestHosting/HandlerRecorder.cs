using System.Collections.Concurrent;
using System.Reflection;
using Interconn.Sdk.Components;
using Interconn.Sdk.Datasets;
using Interconn.Sdk.Flows;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Jobs;
using Interconn.Sdk.Models;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Projects;
using Interconn.Sdk.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.TestHosting;

/// <summary>Serves all endpoints of a node with answers that a test sets, and keeps what reached it.</summary>
public sealed class HandlerRecorder
{
    private readonly ConcurrentQueue<HandledCall> calls = new();
    private readonly ConcurrentDictionary<string, object> answers = new(StringComparer.Ordinal);

    /// <summary>Every call that got past verification, in order.</summary>
    public IReadOnlyList<HandledCall> Calls => [.. calls];

    public HandledCall LastCall => calls.Last();

    /// <summary>Sets what an endpoint with data answers. One without needs nothing.</summary>
    public void Answer(string section, object data) => answers[section] = data;

    /// <summary>Registers the recorder for the endpoints of all resources.</summary>
    public void Serve(InterconnBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        Serve<INodeHandler>(builder);
        Serve<IDatasetHandler>(builder);
        Serve<IProjectHandler>(builder);
        Serve<IComponentHandler>(builder);
        Serve<IFlowHandler>(builder);
        Serve<IJobHandler>(builder);
        Serve<IModelHandler>(builder);
    }

    private void Serve<THandler>(InterconnBuilder builder)
        where THandler : class
    {
        object proxy = DispatchProxy.Create<THandler, Recording>();
        ((Recording)proxy).Owner = this;
        builder.Services.AddSingleton((THandler)proxy);
    }

    private object Handle(Type returns, object?[] arguments)
    {
        var context = (InterconnContext)arguments[^2]!;
        string section = context.Endpoint!.Section;
        calls.Enqueue(new HandledCall(arguments.Length == 3 ? arguments[0] : null, context, (CancellationToken)arguments[^1]!));
        if (returns == typeof(Task))
        {
            return Task.CompletedTask;
        }

        object data = answers.TryGetValue(section, out object? answer)
            ? answer
            : throw new InvalidOperationException($"The test has set no answer for {section}.");
        return typeof(Task).GetMethod(nameof(Task.FromResult))!.MakeGenericMethod(returns.GetGenericArguments()[0]).Invoke(null, [data])!;
    }

    /// <summary>Stands in for a handler; public because the proxy derives from it.</summary>
    public class Recording : DispatchProxy
    {
        internal HandlerRecorder Owner { get; set; } = null!;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => Owner.Handle(targetMethod!.ReturnType, args!);
    }
}
