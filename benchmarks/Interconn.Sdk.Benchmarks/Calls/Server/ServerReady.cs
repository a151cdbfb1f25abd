namespace Interconn.Sdk.Benchmarks.Calls.Server;

/// <summary>Where it serves: the pipeline with empty handlers (and the bare route), and the ready-made node.</summary>
internal sealed record ServerReady(int PipelinePort, int NodePort);
