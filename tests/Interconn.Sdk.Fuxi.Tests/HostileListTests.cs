using System.Text.Json;
using Interconn.Sdk.Fuxi.Tests.Seed;
using Interconn.Sdk.TestHosting.Neighbours;

namespace Interconn.Sdk.Fuxi.Tests;

/// <summary>A call that may be repeated: the secret of the account goes in its header.</summary>
public sealed class HostileListTests() : HostileAnswerFixture(typeof(FuxiAnswerException), typeof(FuxiProtocolException), typeof(FuxiTransportException))
{
    private const string Secret = "s3cret-of-the-account";

    protected override IReadOnlyList<string> Secrets => [Secret];

    protected override bool IsRepeatable => true;

    protected override async Task CallAsync(NeighbourSetting setting, CancellationToken cancellationToken)
    {
        await using TestFuxi fuxi = TestFuxi.Calling(setting);
        await fuxi.Client.Clients.ListLicensesAsync(SeedCalls.ClientId, Secret, cancellationToken);
    }

    protected override byte[] Refusal(string text) =>
        ScriptedAnswer.Json($$"""{"error":"request_forbidden","error_description":"{{JsonEncodedText.Encode(text)}}"}""", 403);
}
