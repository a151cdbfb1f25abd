using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Interconn.Sdk.Hosting.Named;

/// <summary>Starts and stops what runs in the background of a named node, together with its host and in the way that the host would do it.</summary>
internal sealed class NamedNodeService(NamedNode node) : BackgroundService
{
    private IHostedService[] services = [];

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        RequireApart();

        // Asked of the node alone: the others are the host's to start.
        services = [.. node.Own.GetServices<IHostedService>()];
        await CallAsync<IHostedLifecycleService>(services, service => service.StartingAsync(cancellationToken)).ConfigureAwait(false);
        await CallAsync<IHostedService>(services, service => service.StartAsync(cancellationToken)).ConfigureAwait(false);
        await CallAsync<IHostedLifecycleService>(services, service => service.StartedAsync(cancellationToken)).ConfigureAwait(false);
        await base.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        IHostedService[] backwards = [.. services.Reverse()];
        List<Exception> failures = [];
        await StopAsync<IHostedLifecycleService>(backwards, service => service.StoppingAsync(cancellationToken), failures).ConfigureAwait(false);
        await StopAsync<IHostedService>(backwards, service => service.StopAsync(cancellationToken), failures).ConfigureAwait(false);
        await StopAsync<IHostedLifecycleService>(backwards, service => service.StoppedAsync(cancellationToken), failures).ConfigureAwait(false);
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        if (failures.Count > 0)
        {
            throw new AggregateException($"The interconn node '{node.Name}' did not stop as it should.", failures);
        }
    }

    // What fails in the background of the node is the host's to judge, as though it ran there.
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        List<Task> running = [.. services.OfType<BackgroundService>().Select(static service => service.ExecuteTask).OfType<Task>()];
        while (running.Count > 0)
        {
            Task ended = await Task.WhenAny(running).WaitAsync(stoppingToken).ConfigureAwait(false);
            running.Remove(ended);
            await ended.ConfigureAwait(false);
        }
    }

    private void RequireApart()
    {
        string id = node.Own.GetRequiredService<LocalNode>().NodeId;
        StorePlace? place = node.Own.GetService<StorePlace>();
        foreach (IServiceProvider other in Others())
        {
            // Two nodes of one id would answer for each other, and neither would know of the other's contracts.
            if (other.GetService<LocalNode>()?.NodeId == id)
            {
                throw new InvalidOperationException(
                    $"Interconn: two nodes of this host have the id '{id}', one of them named '{node.Name}'. Give each a Node.NodeId of its own.");
            }

            // The tables do not say whose a row is.
            if (place is not null && other.GetService<StorePlace>() == place)
            {
                throw new InvalidOperationException(
                    $"Interconn: two nodes of this host keep their stores in one place, one of them named '{node.Name}'. Give each a file, a schema or a database of its own.");
            }
        }
    }

    private IEnumerable<IServiceProvider> Others() => node.Host.GetServices<NodeName>()
        .Where(other => other.Value != node.Name)
        .Select(other => NamedNode.Of(node.Host, other.Value).Own)
        .Append(node.Host);

    private static async Task CallAsync<T>(IEnumerable<IHostedService> services, Func<T, Task> call)
    {
        foreach (T service in services.OfType<T>())
        {
            await call(service).ConfigureAwait(false);
        }
    }

    private static async Task StopAsync<T>(IEnumerable<IHostedService> services, Func<T, Task> call, List<Exception> failures)
    {
        foreach (T service in services.OfType<T>())
        {
            try
            {
                await call(service).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                // The others are still to be stopped.
                failures.Add(exception);
            }
        }
    }
}
