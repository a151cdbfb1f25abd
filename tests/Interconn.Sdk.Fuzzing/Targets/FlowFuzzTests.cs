using Interconn.Sdk.Flows;
using Interconn.Sdk.Fuzzing.Engine;
using Interconn.Sdk.Fuzzing.Mutators;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Fuzzing.Targets;

/// <summary>DAGs with their configuration: what 7.1 takes has an order in which every component comes after those whose outputs it takes.</summary>
[TestFixture]
public sealed class FlowFuzzTests : FuzzFixture
{
    private static readonly InterconnEndpoint Apply = InterconnEndpoints.All.Single(endpoint => endpoint.Section == "7.1");

    protected override string CorpusName => "flows";

    private protected override byte[] Mutate(byte[] seed, IReadOnlyList<byte[]> seeds, Dice dice) => JsonMutator.Mutate(seed, seeds, dice);

    protected override Task TryAsync(byte[] input, CancellationToken cancellationToken)
    {
        if (ParsedRequest.Parse(Apply, Apply.Path, input, out object? request) is not null)
        {
            return Task.CompletedTask;
        }

        Dag dag = ((FlowAuditApplication)request!).Dag;
        IReadOnlyList<string> order = DagCheck.Order(dag);
        Dictionary<string, int> places = order.Select((name, place) => (name, place)).ToDictionary(each => each.name, each => each.place, StringComparer.Ordinal);
        Demand(dag.Components.Count == order.Count && dag.Components.All(component => places.ContainsKey(component.Name)), "the order has other components than the DAG");
        foreach (DagComponent component in dag.Components)
        {
            foreach (DagPort port in component.Input)
            {
                DagComponent? producer = dag.Components
                    .Where(each => port.Key.StartsWith(each.Name + ".", StringComparison.Ordinal))
                    .MaxBy(each => each.Name.Length);
                Demand(producer is not null, $"nobody produces {port.Key}");
                Demand(producer!.Output.Any(output => output.Key == port.Key[(producer.Name.Length + 1)..]), $"{producer.Name} has no such output");
                Demand(places[producer.Name] < places[component.Name], $"{component.Name} comes before {producer.Name}");
            }
        }

        return Task.CompletedTask;
    }
}
