using System.Text.Json;
using Interconn.Sdk.TestHosting.Neighbours;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.GxbDes.Tests;

/// <summary>A call that may not be repeated. Who has its signature could send it again.</summary>
public sealed class HostileAnswerToWriteTests()
    : HostileAnswerFixture(typeof(GxbDesAnswerException), typeof(GxbDesProtocolException), typeof(GxbDesTransportException))
{
    protected override IReadOnlyList<string> Secrets => [TestMarket.Key.Sign("1.2.11|14|http://gxb.io/service|150918591212")];

    protected override bool IsRepeatable => false;

    protected override async Task CallAsync(NeighbourSetting setting, CancellationToken cancellationToken)
    {
        await using ServiceProvider services = TestMarket.Services(setting);
        await services.GetRequiredService<GxbDesClient>().Accounts.BindAsync(TestMarket.Binding, TestMarket.Key, cancellationToken);
    }

    protected override byte[] Refusal(string text) => ScriptedAnswer.Json($$"""{"code":0,"msg":"{{JsonEncodedText.Encode(text)}}"}""");
}
