namespace Interconn.Sdk.Node.Tests.Lifecycles;

/// <summary>An act that was done: its answer, and when it began and ended by a count that all acts share.</summary>
internal sealed record ActDone<TState>(ModelAct<TState> Act, string Answer, long Begun, long Ended);
