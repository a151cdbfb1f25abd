namespace Interconn.Sdk.Node.Tests.Lifecycles;

/// <summary>An act on a node, and what it comes to by the model.</summary>
/// <param name="Name">Who does what.</param>
/// <param name="DoAsync">Does it, and gives the answer.</param>
/// <param name="Step">From a state of the model to the next, with the answer that is due.</param>
internal sealed record ModelAct<TState>(string Name, Func<Task<string>> DoAsync, Func<TState, (TState Next, string Answer)> Step);
