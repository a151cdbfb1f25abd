namespace Interconn.Sdk.Flows;

/// <summary>
/// The graph of a DAG: its edges, an order of its components, and what is wrong with it. Components go by their position.
/// </summary>
internal sealed class DagGraph
{
    private const int MaxNamesInText = 10;

    private readonly IReadOnlyList<DagComponent> components;
    private readonly List<DagFinding> findings = [];
    private readonly Dictionary<string, int> positions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string>[] outputs;
    private readonly List<int>[] producers;
    private readonly List<int>[] consumers;

    public DagGraph(Dag dag)
    {
        components = dag.Components;
        outputs = new Dictionary<string, string>[components.Count];
        producers = new List<int>[components.Count];
        consumers = new List<int>[components.Count];
        for (int i = 0; i < components.Count; i++)
        {
            producers[i] = [];
            consumers[i] = [];
            ReadNames(i);
        }

        for (int i = 0; i < components.Count; i++)
        {
            ReadInputs(i);
        }

        (Order, bool[] ordered) = Sort();
        FindCycles(ordered);
    }

    public IReadOnlyList<DagFinding> Findings => findings;

    /// <summary>The names in the order of execution; without those that are on a cycle or behind one.</summary>
    public IReadOnlyList<string> Order { get; }

    private void ReadNames(int position)
    {
        DagComponent component = components[position];
        if (!positions.TryAdd(component.Name, position))
        {
            Add(position, DagFindingKind.DuplicateName, $"Component '{component.Name}' is there more than once.");
        }

        var types = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DagPort output in component.Output)
        {
            if (!types.TryAdd(output.Key, output.Type))
            {
                Add(position, DagFindingKind.DuplicateName, $"Component '{component.Name}' has the output '{output.Key}' more than once.");
            }
        }

        outputs[position] = types;
    }

    private void ReadInputs(int position)
    {
        DagComponent component = components[position];
        foreach (DagPort input in component.Input)
        {
            string start = $"Input '{input.Key}' of component '{component.Name}'";
            if (!TryFindProducer(input.Key, out int producer, out string output))
            {
                Add(position, DagFindingKind.UnknownProducer, $"{start} names no component as its producer.");
            }
            else if (producer == position || components[producer].Name == component.Name)
            {
                Add(position, DagFindingKind.SelfReference, $"{start} takes what the component itself gives.");
            }
            else
            {
                // An edge even where the output is wrong: who waits for whom is known all the same.
                producers[position].Add(producer);
                consumers[producer].Add(position);
                if (!outputs[producer].TryGetValue(output, out string? type))
                {
                    Add(position, DagFindingKind.UnknownOutput, $"{start} names an output that its producer does not have.");
                }
                else if (type != input.Type)
                {
                    Add(position, DagFindingKind.TypeMismatch, $"{start} has type '{input.Type}', the output has type '{type}'.");
                }
            }
        }
    }

    private bool TryFindProducer(string key, out int producer, out string output)
    {
        var byName = positions.GetAlternateLookup<ReadOnlySpan<char>>();
        for (int dot = key.LastIndexOf('.'); dot >= 0; dot = dot == 0 ? -1 : key.LastIndexOf('.', dot - 1))
        {
            if (byName.TryGetValue(key.AsSpan(0, dot), out producer))
            {
                output = key[(dot + 1)..];
                return true;
            }
        }

        producer = -1;
        output = "";
        return false;
    }

    private (IReadOnlyList<string> Order, bool[] Ordered) Sort()
    {
        var order = new List<string>(components.Count);
        bool[] ordered = new bool[components.Count];
        int[] waitsFor = new int[components.Count];
        var ready = new PriorityQueue<int, int>();
        for (int i = 0; i < components.Count; i++)
        {
            waitsFor[i] = producers[i].Count;
            if (waitsFor[i] == 0)
            {
                ready.Enqueue(i, i);
            }
        }

        while (ready.TryDequeue(out int next, out _))
        {
            order.Add(components[next].Name);
            ordered[next] = true;
            foreach (int consumer in consumers[next])
            {
                if (--waitsFor[consumer] == 0)
                {
                    ready.Enqueue(consumer, consumer);
                }
            }
        }

        return (order, ordered);
    }

    // Whatever was not ordered waits for something that was not ordered either. Going from each to one such producer, and on, must
    // come round; where it comes round to this walk and not to an earlier one, there is a cycle that was not named yet.
    private void FindCycles(bool[] ordered)
    {
        int[] walkOf = new int[components.Count];
        for (int start = 0; start < components.Count; start++)
        {
            if (ordered[start] || walkOf[start] != 0)
            {
                continue;
            }

            int walk = start + 1;
            int at = start;
            while (walkOf[at] == 0)
            {
                walkOf[at] = walk;
                at = OneUnordered(producers[at], ordered);
            }

            if (walkOf[at] == walk)
            {
                AddCycle(at, ordered);
            }
        }
    }

    private void AddCycle(int onCycle, bool[] ordered)
    {
        var cycle = new List<int>();
        int at = onCycle;
        do
        {
            cycle.Add(at);
            at = OneUnordered(producers[at], ordered);
        }
        while (at != onCycle);

        // From consumer to producer so far; told in the direction of the data, from the one that is listed first.
        cycle.Reverse();
        int first = cycle.IndexOf(cycle.Min());
        int shown = Math.Min(cycle.Count, MaxNamesInText);
        var names = new List<string>(shown + 2);
        for (int i = 0; i < shown; i++)
        {
            names.Add($"'{components[cycle[(first + i) % cycle.Count]].Name}'");
        }

        if (shown < cycle.Count)
        {
            names.Add("…");
        }

        string name = components[cycle[first]].Name;
        names.Add($"'{name}'");
        Add(cycle[first], DagFindingKind.Cycle, $"Component '{name}' waits for its own result: {string.Join(" → ", names)}.");
    }

    private static int OneUnordered(List<int> producers, bool[] ordered) => producers.Find(producer => !ordered[producer]);

    private void Add(int position, DagFindingKind kind, string text) => findings.Add(new DagFinding(components[position].Name, kind, text));
}
