using System.Text.Json;
using Interconn.Sdk.TestHosting.Neighbours;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.HuaweiBcs.Tests;

public sealed class HostileAnswerTests()
    : HostileAnswerFixture(typeof(HuaweiBcsAnswerException), typeof(HuaweiBcsProtocolException), typeof(HuaweiBcsTransportException))
{
    protected override IReadOnlyList<string> Secrets => [TestDataShare.KeyLine];

    protected override bool IsRepeatable => false;

    protected override async Task CallAsync(NeighbourSetting setting, CancellationToken cancellationToken)
    {
        await using ServiceProvider services = TestDataShare.Services(setting.Address, setting: setting);
        await services.GetRequiredService<HuaweiBcsClient>().Datasets.AuthorizeAsync(TestDataShare.Authorization, cancellationToken);
    }

    protected override byte[] Refusal(string text) => ScriptedAnswer.Json($$"""{"errorCode":"BCS.5002046","errorMsg":"{{JsonEncodedText.Encode(text)}}"}""", 500);
}
