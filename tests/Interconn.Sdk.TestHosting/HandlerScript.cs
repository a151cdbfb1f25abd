using System.Collections.Concurrent;
using Interconn.Sdk.Datasets;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.TestHosting;

/// <summary>What the handlers of a test's node do, and what they were asked: a test says the one and looks at the other.</summary>
public sealed class HandlerScript
{
    /// <summary>How many datasets the node has to list.</summary>
    public const int DatasetCount = 25;

    private readonly ConcurrentQueue<HandledCall> calls = new();

    /// <summary>The calls that reached a handler, oldest first.</summary>
    public IReadOnlyList<HandledCall> Calls => [.. calls];

    /// <summary>What the handlers answer. Null means a plain answer to each endpoint.</summary>
    public Func<HandledCall, Task<object?>>? Answer { get; set; }

    /// <summary>Forgets the calls: for tests that make very many.</summary>
    public void Clear() => calls.Clear();

    /// <summary>Lets the node serve by this script. For the <c>build</c> of <see cref="TestNode.StartAsync"/>.</summary>
    public void Register(InterconnBuilder builder)
    {
        builder.Services.AddSingleton(this);
        builder.AddHandler<ScriptedHandler>();
    }

    internal async Task<T> AnswerAsync<T>(object? request, InterconnContext context, CancellationToken cancellationToken)
        where T : class
    {
        var call = new HandledCall(request, context, cancellationToken);
        calls.Enqueue(call);
        object? answer = Answer is null ? Plain(call) : await Answer(call);
        return (T)answer!;
    }

    private static object? Plain(HandledCall call) => call.Context.Endpoint!.Section switch
    {
        "3.1" => new ContractReceipt { ContractId = "c-new" },
        "3.6" => new NodeInfo
        {
            NodeId = TestNode.HolderId,
            Name = "holder",
            Address = "https://node.test",
            InstId = "LX01",
            Institution = "institution",
            System = "system",
            SystemVersion = "1",
        },
        "3.7" => NodeHealth.Ok,
        "4.1" => PageWindow.Of((DatasetListQuery)call.Request!, call.Context.MaxPageSize).Cut(
            [.. Enumerable.Range(1, DatasetCount).Select(i => new DatasetSummary { DatasetId = $"d-{i}", Name = $"dataset {i}", Owner = "owner" })]),
        _ => null,
    };
}
