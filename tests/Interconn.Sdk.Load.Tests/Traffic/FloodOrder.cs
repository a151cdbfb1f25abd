namespace Interconn.Sdk.Load.Tests.Traffic;

/// <summary>What a flood is made of, as one line of JSON.</summary>
/// <param name="Port">Where the node is.</param>
/// <param name="Address">The address that the flood comes from.</param>
/// <param name="Connections">How many connections it takes.</param>
/// <param name="Requests">The requests, which are sent over and over.</param>
internal sealed record FloodOrder(int Port, string Address, int Connections, IReadOnlyList<byte[]> Requests);

/// <summary>What became of a flood: how often each answer came.</summary>
internal sealed record FloodResult(IReadOnlyDictionary<string, long> Answers);
