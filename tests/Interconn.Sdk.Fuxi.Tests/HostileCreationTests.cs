using System.Text.Json;
using Interconn.Sdk.Fuxi.Identities;
using Interconn.Sdk.Fuxi.Tests.Seed;
using Interconn.Sdk.TestHosting.Neighbours;

namespace Interconn.Sdk.Fuxi.Tests;

/// <summary>A call that must not be repeated: the licence goes in its header.</summary>
public sealed class HostileCreationTests() : HostileAnswerFixture(typeof(FuxiAnswerException), typeof(FuxiProtocolException), typeof(FuxiTransportException))
{
    protected override IReadOnlyList<string> Secrets => [SeedCalls.ApiKey];

    protected override bool IsRepeatable => false;

    protected override async Task CallAsync(NeighbourSetting setting, CancellationToken cancellationToken)
    {
        await using TestFuxi fuxi = TestFuxi.Calling(setting);
        await fuxi.Client.Identities.CreateAsync(
            new IdentityRegistration { Id = "bt.fuxi.id", Name = "bt", Owner = "fuxi", Email = "bt@fuxiinstitution.org" }, SeedCalls.ApiKey, cancellationToken);
    }

    protected override byte[] Refusal(string text) =>
        ScriptedAnswer.Json($$"""{"error":{"code":401,"status":"Unauthorized","message":"{{JsonEncodedText.Encode(text)}}"} }""", 401);
}
