using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Node.Tests.Keys;

namespace Interconn.Sdk.Node.Tests.Contracts;

/// <summary>K73: applications (3.1) and approvals (3.2) that bring a key which is none. It is read before anything is stored.</summary>
public sealed class MalformedKeyTests
{
    private const string Id = "c-applied";
    private const string Breaks = "field rule violated: auth_credential";

    private NodeUnderTest node = null!;

    [SetUp]
    public async Task StartAsync() => node = await NodeUnderTest.StartAsync();

    [TearDown]
    public async Task StopAsync() => await node.DisposeAsync();

    [TestCaseSource(typeof(MalformedCredentials), nameof(MalformedCredentials.All))]
    public async Task K73_Apply_WithAMalformedKey_StoresNothing(string authType, string credential)
    {
        foreach (bool isSigned in new[] { false, true })
        {
            WireAnswer answer = await ApplyAsync(authType, credential, isSigned);
            Assert.That((answer.Verdict, answer.Msg), Is.EqualTo(("400/40004", Breaks)));
        }

        Assert.That(await node.AllAsync(), Is.Empty);
    }

    [TestCaseSource(typeof(MalformedCredentials), nameof(MalformedCredentials.All))]
    public async Task K73_Confirm_WithAMalformedKey_StoresNothing(string authType, string credential)
    {
        ContractRecord applied = await node.SeedAsync(ApprovalStatus.Applied, PartyRole.Applicant, Id);
        foreach (bool isSigned in new[] { false, true })
        {
            WireAnswer answer = await node.As().ApproveAsync(Id, node.Clock.Now.AddDays(1), isSigned, new OfferedText(authType, credential));
            Assert.That((answer.Verdict, answer.Msg), Is.EqualTo(("400/40004", Breaks)));
        }

        Assert.That(await node.StoredAsync(Id), Is.EqualTo(applied));
    }

    [TestCaseSource(typeof(MalformedCredentials), nameof(MalformedCredentials.Good))]
    public async Task K73_Apply_WithAKeyOfTheSameMake_IsTaken(string authType, string credential)
    {
        Assert.That((await ApplyAsync(authType, credential, isSigned: false)).Verdict, Is.EqualTo("200/0"));
        Assert.That(await node.AllAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task K73_ApplyAndConfirm_WithAKeyOfAMebibyte_AreTooLarge()
    {
        string credential = new('A', 1024 * 1024);
        ContractRecord applied = await node.SeedAsync(ApprovalStatus.Applied, PartyRole.Applicant, Id);
        Assert.That((await ApplyAsync("SHA256_ECDSA", credential, isSigned: false)).Verdict, Is.EqualTo("413/41301"));
        WireAnswer answer = await node.As().ApproveAsync(Id, node.Clock.Now.AddDays(1), isSigned: false, new OfferedText("SHA256_ECDSA", credential));
        Assert.That(answer.Verdict, Is.EqualTo("413/41301"));
        Assert.That(await node.AllAsync(), Is.EqualTo(new[] { applied }));
    }

    private Task<WireAnswer> ApplyAsync(string authType, string credential, bool isSigned) => node.As().ApplyAsync(
        isSigned, body => (body["auth_type"], body["auth_credential"]) = (authType, credential));
}
