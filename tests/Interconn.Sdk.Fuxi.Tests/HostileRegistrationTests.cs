using System.Text;
using Interconn.Sdk.Fuxi.Clients;
using Interconn.Sdk.TestHosting.Neighbours;

namespace Interconn.Sdk.Fuxi.Tests;

/// <summary>The one call with a secret in its body, which JSON spells differently; the answer quotes it as text.</summary>
public sealed class HostileRegistrationTests() : HostileAnswerFixture(typeof(FuxiAnswerException), typeof(FuxiProtocolException), typeof(FuxiTransportException))
{
    private const string Secret = "s3cret\"of\\the-account";

    // As it stands in the body.
    protected override IReadOnlyList<string> Secrets => [@"s3cret\""of\\the-account"];

    protected override bool IsRepeatable => false;

    protected override async Task CallAsync(NeighbourSetting setting, CancellationToken cancellationToken)
    {
        await using TestFuxi fuxi = TestFuxi.Calling(setting);
        await fuxi.Client.Clients.CreateAsync(
            new ClientRegistration { ClientName = "botao", ClientSecret = Secret, Organization = "fuxi", Email = "botao@fuxiinstitution.org", Mobile = "10013270953" },
            cancellationToken);
    }

    protected override byte[] Refusal(string text) => ScriptedAnswer.Of(400, Encoding.UTF8.GetBytes(text), "Content-Type: text/plain");
}
