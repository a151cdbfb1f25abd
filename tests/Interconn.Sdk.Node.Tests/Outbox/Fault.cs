namespace Interconn.Sdk.Node.Tests.Outbox;

/// <summary>What a partner does in place of acknowledging a request.</summary>
internal delegate Task Fault(Stream stream, CancellationToken cancellationToken);
