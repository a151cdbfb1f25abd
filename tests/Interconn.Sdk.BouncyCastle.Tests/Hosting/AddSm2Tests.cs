using Interconn.Sdk.Hosting;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Signing;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.BouncyCastle.Tests.Hosting;

[TestFixture]
public sealed class AddSm2Tests
{
    [Test]
    public void AddSm2_MoreThanOnce_IsOneAlgorithm()
    {
        using ServiceProvider services = Node(new ServiceCollection()).AddSm2().AddSm2().Services.BuildServiceProvider();

        SignatureAlgorithms algorithms = services.GetRequiredService<SignatureAlgorithms>();

        Assert.That(algorithms.Find("SM3_SM2"), Is.SameAs(Sm3Sm2.Algorithm));
        Assert.That(algorithms.All, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task AddSm2_AfterTheSettings_ReadsConfiguredPartners()
    {
        await using TestNode node = await TestNode.StartAsync(WithSm2Partner, builder => builder.AddSm2());
        await using TestClient client = node.ClientAs(Sm2Keys.Caller, build: static builder => builder.AddSm2());

        Assert.That(node.Services.GetRequiredService<SignatureAlgorithms>().Find("SM3_SM2"), Is.Not.Null);
        Assert.That(
            async () => await client.Api.Nodes.CheckHealthAsync(),
            Throws.TypeOf<InterconnAnswerException>().With.Property(nameof(InterconnException.Code)).EqualTo(50101),
            "Authenticated: all that is missing is a handler.");
    }

    [Test]
    public void Start_WithAPartnerOfSm2AndWithoutThePackage_SaysWhatIsMissing() => Assert.That(
        async () => await TestNode.StartAsync(WithSm2Partner),
        Throws.InvalidOperationException.With.Message.Contains("Interconn.Sdk.BouncyCastle").And.Message.Contains("AddSm2"));

    private static void WithSm2Partner(InterconnOptions options)
    {
        PartnerOptions partner = TestNode.Partner(Sm2Keys.Caller);
        partner.AuthType = SignatureAlgorithmIds.Sm3Sm2;
        options.Partners.Add(partner);
    }

    private static InterconnBuilder Node(IServiceCollection services) => services.AddInterconn(static options =>
    {
        options.Node.NodeId = TestNode.HolderId;
        options.SigningKey = TestKeys.HolderKey;
    });
}
