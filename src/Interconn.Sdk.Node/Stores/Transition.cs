namespace Interconn.Sdk.Node.Stores;

/// <summary>What a transition writes, and what it comes to. Without a change nothing is written.</summary>
internal readonly record struct Transition<T>(NodeChange? Change, T Result);
