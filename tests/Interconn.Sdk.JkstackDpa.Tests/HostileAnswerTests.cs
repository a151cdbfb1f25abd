using System.Text.Json;
using Interconn.Sdk.JkstackDpa.Plans;
using Interconn.Sdk.TestHosting.Neighbours;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.JkstackDpa.Tests;

/// <summary>A call that reads (2).</summary>
public sealed class HostileAnswerToListTests() : HostileDpaAnswerFixture(isRepeatable: true)
{
    protected override IReadOnlyList<string> Secrets => [TestDpa.Token];

    protected override Task CallAsync(JkstackDpaClient client, CancellationToken cancellationToken) => client.Plans.ListAsync(cancellationToken);
}

/// <summary>A call that reads by POST (3).</summary>
public sealed class HostileAnswerToListModelsTests() : HostileDpaAnswerFixture(isRepeatable: true)
{
    protected override IReadOnlyList<string> Secrets => [TestDpa.Token];

    protected override Task CallAsync(JkstackDpaClient client, CancellationToken cancellationToken) => client.Plans.ListModelsAsync(TestDpa.PlanId, cancellationToken);
}

/// <summary>A call that schedules (4).</summary>
public sealed class HostileAnswerToScheduleTests() : HostileDpaAnswerFixture(isRepeatable: false)
{
    protected override IReadOnlyList<string> Secrets => [TestDpa.Token];

    protected override Task CallAsync(JkstackDpaClient client, CancellationToken cancellationToken) => client.Plans.ScheduleAsync(
        new PlanSchedule
        {
            ProcessPlanId = TestDpa.PlanId,
            CallbackUrl = new Uri("http://127.0.0.1:9/callbacks/f2b1c7d0"),
            Dimension = ScheduleDimension.Days,
            Intervals = "1",
            ExecuteStrategy = ExecuteStrategy.Once,
            SceneName = "scene",
        },
        cancellationToken);
}

/// <summary>A call that executes (5).</summary>
public sealed class HostileAnswerToExecutionTests() : HostileDpaAnswerFixture(isRepeatable: false)
{
    private const string CallbackUrl = "http://127.0.0.1:9/callbacks/f2b1c7d0";

    protected override IReadOnlyList<string> Secrets => [TestDpa.Token];

    protected override Task CallAsync(JkstackDpaClient client, CancellationToken cancellationToken) =>
        client.Plans.ExecuteAsync(new PlanExecution { ProcessPlanId = TestDpa.PlanId, CallbackUrl = new Uri(CallbackUrl) }, cancellationToken);
}

/// <summary>The call that carries the client secret (1.2).</summary>
public sealed class HostileAnswerToTokenRequestTests() : HostileDpaAnswerFixture(isRepeatable: false, givesTokens: false)
{
    protected override IReadOnlyList<string> Secrets => [TestDpa.ClientSecret, TestDpa.Code];

    protected override Task CallAsync(JkstackDpaClient client, CancellationToken cancellationToken) => client.Authorization.GetTokenAsync(TestDpa.Code, cancellationToken);
}

public abstract class HostileDpaAnswerFixture(bool isRepeatable, bool givesTokens = true)
    : HostileAnswerFixture(typeof(JkstackDpaAnswerException), typeof(JkstackDpaProtocolException), typeof(JkstackDpaTransportException))
{
    protected override bool IsRepeatable => isRepeatable;

    protected abstract Task CallAsync(JkstackDpaClient client, CancellationToken cancellationToken);

    protected override async Task CallAsync(NeighbourSetting setting, CancellationToken cancellationToken)
    {
        NeighbourSetting own = setting with
        {
            ConfigureHttp = http =>
            {
                if (givesTokens)
                {
                    http.AddHttpMessageHandler(static () => new TokenGivingHandler());
                }

                setting.ConfigureHttp(http);
            },
        };
        await using ServiceProvider services = TestDpa.Services(setting.Address, setting: own);
        await CallAsync(services.Client(), cancellationToken);
    }

    protected override byte[] Refusal(string text) => ScriptedAnswer.Json($$"""{"code":999,"message":"{{JsonEncodedText.Encode(text)}}","data":null}""", 200);
}
