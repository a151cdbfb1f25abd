using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.TestHosting;

/// <summary>A call that reached a handler. <paramref name="Request"/> is null for an endpoint without parameters.</summary>
public sealed record HandledCall(string Section, object? Request, InterconnContext Context);
