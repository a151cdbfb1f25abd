namespace Interconn.Sdk.TestHosting.Neighbours;

/// <summary>What hosts add to every client of theirs: it sends what failed again, whatever it is.</summary>
public sealed class RetryingHandler(int attempts) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            HttpResponseMessage answer = await base.SendAsync(request, cancellationToken);
            if (answer.IsSuccessStatusCode || attempt == attempts)
            {
                return answer;
            }

            answer.Dispose();
        }
    }
}
