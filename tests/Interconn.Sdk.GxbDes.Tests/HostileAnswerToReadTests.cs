using System.Text.Json;
using Interconn.Sdk.TestHosting.Neighbours;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.GxbDes.Tests;

/// <summary>A call that may be repeated. It has no credential but what the host's own handler adds.</summary>
public sealed class HostileAnswerToReadTests()
    : HostileAnswerFixture(typeof(GxbDesAnswerException), typeof(GxbDesProtocolException), typeof(GxbDesTransportException))
{
    private const string Session = "c2Vzc2lvbi1vZi10aGUtY29uc29sZQ";

    protected override IReadOnlyList<string> Secrets => [Session];

    protected override bool IsRepeatable => true;

    protected override async Task CallAsync(NeighbourSetting setting, CancellationToken cancellationToken)
    {
        await using ServiceProvider services = TestMarket.Services(setting, http => http.AddHttpMessageHandler(() => new SessionHandler($"Bearer {Session}")));
        await services.GetRequiredService<GxbDesClient>().Bills.GetTotalAsync(cancellationToken);
    }

    protected override byte[] Refusal(string text) => ScriptedAnswer.Json($$"""{"code":0,"msg":"{{JsonEncodedText.Encode(text)}}"}""");
}
