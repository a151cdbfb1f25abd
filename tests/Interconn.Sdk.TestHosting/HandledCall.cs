using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.TestHosting;

/// <summary>One call that reached a handler.</summary>
/// <param name="Request">What was asked; null for 3.7, which asks nothing.</param>
/// <param name="Context">What the pipeline says of the caller.</param>
/// <param name="Token">Signalled when the caller has gone or the time is up.</param>
public sealed record HandledCall(object? Request, InterconnContext Context, CancellationToken Token)
{
    /// <summary>The section of the endpoint that was called.</summary>
    public string Section => Context.Endpoint!.Section;
}
