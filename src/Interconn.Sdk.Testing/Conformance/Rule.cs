namespace Interconn.Sdk.Testing.Conformance;

/// <summary>A rule before it is bound to the factory of a host's store.</summary>
internal sealed record Rule<TSubject>(string Name, Func<TSubject, Task> CheckAsync);
