using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using Interconn.Sdk.JkstackDpa.Callbacks;
using Interconn.Sdk.JkstackDpa.Protocol;
using Interconn.Sdk.Transport;

namespace Interconn.Sdk.Emulators.JkstackDpa;

/// <summary>Sends callbacks (7): again, up to three times, until the receiver answers <c>SUCCESS</c>.</summary>
internal sealed class CallbackSender(TimeProvider timeProvider) : IDisposable
{
    private const int Attempts = 4;
    private const int MaxAnswer = 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private readonly Lock gate = new();
    private readonly List<EmulatedDelivery> deliveries = [];

    /// <summary>What was sent, oldest first.</summary>
    public IReadOnlyList<EmulatedDelivery> Deliveries
    {
        get
        {
            lock (gate)
            {
                return [.. deliveries];
            }
        }
    }

    public async Task<EmulatedDelivery> SendAsync(Uri callbackUrl, PlanCallback callback, TimeSpan pause, CancellationToken cancellationToken)
    {
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(callback, JkstackDpaJson.Context.PlanCallback);
        var attempts = new List<EmulatedDeliveryAttempt>();
        do
        {
            if (attempts.Count > 0)
            {
                await Task.Delay(pause, timeProvider, cancellationToken).ConfigureAwait(false);
            }

            attempts.Add(await TryAsync(callbackUrl, body, cancellationToken).ConfigureAwait(false));
        }
        while (!attempts[^1].IsConfirmed && attempts.Count < Attempts);

        var delivery = new EmulatedDelivery { Callback = callback, Attempts = attempts };
        lock (gate)
        {
            deliveries.Add(delivery);
        }

        return delivery;
    }

    public void Dispose() => client.Dispose();

    private async Task<EmulatedDeliveryAttempt> TryAsync(Uri callbackUrl, byte[] body, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Patience, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Post, callbackUrl) { Content = new ReadOnlyMemoryContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(MediaTypeNames.Application.Json);
        try
        {
            HttpAnswer answer = await HttpExchange.SendAsync(client, request, MaxAnswer, either.Token).ConfigureAwait(false);
            return new EmulatedDeliveryAttempt { HttpStatus = answer.Status, Answer = answer.Body is ReadOnlyMemory<byte> text ? Encoding.UTF8.GetString(text.Span) : null };
        }
        catch (Exception exception) when (
            exception is HttpRequestException or IOException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return new EmulatedDeliveryAttempt();
        }
    }
}
