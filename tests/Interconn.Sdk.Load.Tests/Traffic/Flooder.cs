using System.Net;
using System.Text.Json;

namespace Interconn.Sdk.Load.Tests.Traffic;

/// <summary>One bad partner, in a process of its own: sends what it is given as fast as the answers come, until the next line.</summary>
internal static class Flooder
{
    public static async Task<int> RunAsync(TextReader commands, TextWriter answers)
    {
        while (await commands.ReadLineAsync() is string line)
        {
            FloodOrder order = JsonSerializer.Deserialize<FloodOrder>(line)!;
            using var end = new CancellationTokenSource();
            Task<Tally> flooding = FloodAsync(order, end.Token);
            await commands.ReadLineAsync();
            await end.CancelAsync();
            Tally tally = await flooding;
            var result = new FloodResult(tally.Counts.ToDictionary(static each => each.Verdict.ToString(), static each => each.Count));
            await answers.WriteLineAsync(JsonSerializer.Serialize(result));
        }

        return 0;
    }

    private static async Task<Tally> FloodAsync(FloodOrder order, CancellationToken end)
    {
        var tally = new Tally();
        await Task.WhenAll(Enumerable.Range(0, order.Connections).Select(first => Task.Run(async () =>
        {
            int i = first;
            while (!end.IsCancellationRequested)
            {
                await using KeepAliveConnection connection = await KeepAliveConnection.OpenAsync(IPAddress.Parse(order.Address), order.Port);
                while (!end.IsCancellationRequested && connection.IsOpen)
                {
                    tally.Add("flood", await connection.ExchangeAsync(order.Requests[i++ % order.Requests.Count]));
                }
            }
        })));
        return tally;
    }
}
