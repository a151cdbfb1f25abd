using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Interconn.Sdk.Samples.Tests.Killing;

/// <summary>
/// Orders things of a node by its administrator's routes, of each of its processes in turn. Where no answer comes the order is given again, as a person would: so
/// what came of it is known in the end.
/// </summary>
internal sealed class Administrator(IReadOnlyList<Uri> processes) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(15) };
    private int turn;

    public void Dispose() => http.Dispose();

    /// <summary>Gives an order until it is answered, and beyond that as long as the answer may change.</summary>
    /// <param name="path">What, below the administrator's routes.</param>
    /// <param name="body">With what, or null.</param>
    /// <param name="mayChange">Whether an answer with that status may be another when the order is given again.</param>
    /// <param name="cancellationToken">Fails the test.</param>
    /// <returns>The answer where the order was carried out; otherwise null.</returns>
    public Task<JsonElement?> OrderAsync(string path, object? body, Func<HttpStatusCode, bool> mayChange, CancellationToken cancellationToken) => AnswerAsync(
        path,
        () => new HttpRequestMessage(HttpMethod.Post, "") { Content = JsonContent.Create(body ?? new { }) },
        mayChange,
        cancellationToken);

    /// <summary>Asks for something until it is answered; null where there is none.</summary>
    public Task<JsonElement?> AskAsync(string path, CancellationToken cancellationToken) =>
        AnswerAsync(path, () => new HttpRequestMessage(HttpMethod.Get, ""), static status => status != HttpStatusCode.NotFound, cancellationToken);

    private async Task<JsonElement?> AnswerAsync(
        string path, Func<HttpRequestMessage> compose, Func<HttpStatusCode, bool> mayChange, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Pause, TimeProvider.System);
        do
        {
            try
            {
                using HttpRequestMessage request = compose();
                request.RequestUri = new Uri(processes[(int)((uint)Interlocked.Increment(ref turn) % (uint)processes.Count)], "/interconn/admin" + path);
                using HttpResponseMessage answer = await http.SendAsync(request, cancellationToken);
                if (answer.IsSuccessStatusCode)
                {
                    return await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
                }

                if (answer.StatusCode < HttpStatusCode.InternalServerError && !mayChange(answer.StatusCode))
                {
                    return null;
                }
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException
                || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                // Killed before it answered: nobody knows what came of it.
            }
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
        throw new InvalidOperationException("The timer ended.");
    }
}
