using System.Globalization;
using Interconn.Sdk.Permits;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.AspNetCore.Tests;

/// <summary>P60: token sets at a guarded route of the host's own, in every form in which they come.</summary>
public sealed class TokenSetGuardTests
{
    private const string TokenSetHeader = "x-mprac-token-set";

    private TestNode node = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => node = await TestNode.StartAsync(
        options =>
        {
            options.Partners.Add(TestNode.Partner());
            options.MaxFailuresPerMinute = 1000;
        },
        map: app => app.MapGet("/route/{id}", () => "served").RequireInterconnPermit(ResourceType.Dataset, idFromRoute: "id"));

    [OneTimeTearDown]
    public async Task StopAsync() => await node.DisposeAsync();

    [Test]
    public async Task P60_TokenSet_OnSeveralLines_IsOneList()
    {
        ResourcePermit other = await IssueAsync("d-2");
        ResourcePermit permit = await IssueAsync("d-1");
        RequestDraft draft = Draft("/route/d-1", TokenSet.Format([other]));
        draft.Headers.Add(new(TokenSetHeader, TokenSet.Format([permit])!));
        Assert.That((await Wire.SendAsync(node, draft.Sign())).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task P60_TokenSet_LineAddedAfterSigning_IsNotAuthenticated()
    {
        RequestDraft draft = Draft("/route/d-1", TokenSet.Format([await IssueAsync("d-2")]));
        draft.Headers.Add(new(TokenSetHeader, TokenSet.Format([await IssueAsync("d-1")])!));
        Assert.That((await Wire.SendAsync(node, draft)).Verdict, Is.EqualTo("401/40101"));
    }

    [TestCase(32, "200/none")]
    [TestCase(33, "400/40002")]
    public async Task P60_TokenSet_BeyondThirtyTwoTuples_IsIllFormed(int count, string verdict)
    {
        string permit = TokenSet.Format([await IssueAsync("d-1")])!;
        string others = string.Join(',', Enumerable.Range(1, count - 1).Select(i => string.Create(CultureInfo.InvariantCulture, $"urn:interconn:X:N:r-{i}/1/t")));
        Assert.That((await Wire.SendAsync(node, Draft("/route/d-1", $"{others},{permit}"))).Verdict, Is.EqualTo(verdict));
    }

    [Test]
    public async Task P60_TokenSet_BeyondThirtyTwoTuplesOnSeveralLines_IsIllFormed()
    {
        RequestDraft draft = Draft("/route/d-1", TokenSet.Format([await IssueAsync("d-1")]));
        draft.Headers.AddRange(Enumerable.Range(1, 32).Select(i => new KeyValuePair<string, string>(TokenSetHeader, $"urn:interconn:X:N:r-{i}/1/t")));
        Assert.That((await Wire.SendAsync(node, draft.Sign())).Verdict, Is.EqualTo("400/40002"));
    }

    [TestCase(16 * 1024, "200/none")]
    [TestCase((16 * 1024) + 1, "400/40002")]
    public async Task P60_TokenSet_BeyondSixteenKibibytes_IsIllFormed(int length, string verdict)
    {
        string set = TokenSet.Format([await IssueAsync("d-1")]) + ",urn:interconn:X:N:r/1/";
        set += new string('t', length - set.Length);
        Assert.That((await Wire.SendAsync(node, Draft("/route/d-1", set))).Verdict, Is.EqualTo(verdict));
    }

    [TestCase("")]
    [TestCase("urn:interconn:DATASET:LX0000010000280:d-1/+1/")]
    [TestCase("urn:interconn:DATASET:LX0000010000280:d-1/-1/")]
    [TestCase("urn:interconn:DATASET:LX0000010000280:d-1/01/")]
    [TestCase("urn:interconn:DATASET:LX0000010000280:d-1/1.0/")]
    [TestCase("urn:interconn:DATASET:LX0000010000280:d-1/ 1/")]
    [TestCase("urn:interconn:DATASET:LX0000010000280:d-1/2147483648/")]
    [TestCase("urn:interconn:DATASET:LX0000010000280:d-1/99999999999999999999/")]
    [TestCase("urn:interconn:DATASET:LX0000010000280:d-1//")]
    [TestCase("urn:interconn:DATASET:LX0000010000280:d-1/2/")]
    [TestCase("urn:interconn:DATASET:ANOTHER:d-1/1/")]
    [TestCase("urn:interconn:DATASET:LX0000010000280:d-2/1/")]
    [TestCase("urn:interconn:dataset:LX0000010000280:d-1/1/")]
    [TestCase("urn:interconn:DATASET:d-1/1/")]
    [TestCase("1/")]
    [TestCase("//")]
    public async Task P60_TupleThatIsNotThePermitsOwn_GrantsNothingAndHarmsNoOther(string before)
    {
        ResourcePermit permit = await IssueAsync("d-1");
        string tuple = before + permit.Token;
        Assert.That((await Wire.SendAsync(node, Draft("/route/d-1", tuple))).Verdict, Is.EqualTo("403/40302"));
        foreach (string set in new[] { $"{tuple},{TokenSet.Format([permit])}", $",,{TokenSet.Format([permit])} , {tuple}" })
        {
            Assert.That((await Wire.SendAsync(node, Draft("/route/d-1", set))).Status, Is.EqualTo(200), set);
        }
    }

    private async Task<ResourcePermit> IssueAsync(string resourceId) =>
        await node.Services.GetRequiredService<PermitIssuer>().IssueAsync(
            new PermitGrant
            {
                ResourceType = ResourceType.Dataset,
                ResourceId = resourceId,
                UserNodeId = TestNode.CallerId,
                UserInstId = "JG01",
            },
            CancellationToken.None);

    private static RequestDraft Draft(string target, string? tokens)
    {
        RequestDraft draft = RequestDraft.Get(target);
        draft[TokenSetHeader] = tokens;
        return draft.Sign();
    }
}
