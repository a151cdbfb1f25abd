using System.Diagnostics;
using Interconn.Sdk.Signing;
using PartnerClient;

Arguments arguments;
try
{
    arguments = Arguments.Parse(args);
}
catch (ArgumentException exception)
{
    Console.Error.WriteLine(exception.Message);
    Console.Error.WriteLine();
    Console.Error.WriteLine(Arguments.Usage);
    return (int)Outcome.Misused;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

// One trace for the whole run: it goes with every call, and is found in the partner's telemetry. Most record only what the caller says is recorded.
using Activity trace = new Activity(nameof(PartnerClient)) { ActivityTraceFlags = ActivityTraceFlags.Recorded }.Start();
var steps = new Steps(Console.Out);
try
{
    (SigningKey key, bool isNew) = await KeyFile.LoadOrMakeAsync(arguments.Folder);
    using SigningKey disposed = key;
    if (isNew || arguments.Command == Arguments.Init)
    {
        steps.Say($"node {arguments.NodeId}, key {key.PublicKey.Fingerprint} in {KeyFile.PathIn(arguments.Folder)}");
    }

    if (arguments.Command == Arguments.Init)
    {
        return (int)Outcome.Done;
    }

    steps.Say($"trace {trace.TraceId}");
    await using CallbackNode own = await CallbackNode.StartAsync(arguments, key, stop.Token);
    return (int)await new Visit(own, arguments, steps, stop.Token).RunAsync();
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("Stopped.");
    return (int)Outcome.Failed;
}
catch (Exception exception) when (exception is IOException or InvalidDataException or ArgumentException)
{
    Console.Error.WriteLine(exception.Message);
    return (int)Outcome.Failed;
}
