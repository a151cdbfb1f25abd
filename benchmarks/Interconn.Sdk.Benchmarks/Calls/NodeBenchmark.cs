using Interconn.Sdk.Benchmarks.Calls.Clients;
using Interconn.Sdk.Benchmarks.Reporting;
using Interconn.Sdk.Benchmarks.Timing;
using Interconn.Sdk.Client;
using Interconn.Sdk.Datasets;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.TestHosting;

namespace Interconn.Sdk.Benchmarks.Calls;

/// <summary>What the ready-made node takes beyond the pipeline: the same calls to handlers that do nothing and to those of the node, in memory.</summary>
internal sealed class NodeBenchmark : IBenchmark
{
    private const double Least = 0.8;

    public string Name => "node";

    public string Summary => $"Calls a second that the node in memory serves, by {Throughput.Connections} connections and without crypto, over the same pipeline with handlers that do nothing.";

    public async Task<IReadOnlyList<Figure>> RunAsync()
    {
        await using ServerProcess server = await ServerProcess.StartAsync();
        int number = 0;
        return
        [
            await MeasureAsync(server, "contract query (3.5)", static client => client.Nodes.QueryContractAsync(new ContractQuery { ContractId = TestNode.ContractId })),
            await MeasureAsync(server, "dataset query (4.2)", static client => client.Datasets.QueryAsync(new DatasetQuery { ContractId = TestNode.ContractId, DatasetId = Exchange.DatasetId })),
            await MeasureAsync(server, "application for a dataset (4.3), stored", client =>
                client.Datasets.ApplyAuditAsync(Exchange.Application with { AuditId = $"a-{Interlocked.Increment(ref number):D32}" })),
        ];
    }

    private static async Task<Figure> MeasureAsync(ServerProcess server, string what, Func<InterconnClient, Task> call)
    {
        await using var empty = new InterconnCaller(BenchmarkPartner.WithoutCrypto, server.PipelinePort, Throughput.Connections, call);
        await using var node = new InterconnCaller(BenchmarkPartner.WithoutCrypto, server.NodePort, Throughput.Connections, call);
        Throughput[][] rounds = await ThroughputBenchmark.RoundsOf(server, [empty, node]);
        double ratio = Timings.MedianOf([.. rounds.Select(static round => round[1].PerSecond / round[0].PerSecond)]);
        return Figure.AtLeast(
            $"{what} ({Figure.Text(ThroughputBenchmark.MedianOf(rounds, 1).PerSecond)}/s)",
            ratio,
            Least,
            $"a handler that does nothing, {Figure.Text(ThroughputBenchmark.MedianOf(rounds, 0).PerSecond)}/s");
    }
}
