using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Stores;

namespace Interconn.Sdk.Node.Tests.Sharing;

/// <summary>3.1, where applications come to two instances of one node: what is exact in one process is exact in two.</summary>
[TestFixture(StoreKind.Memory)]
[TestFixture(StoreKind.Sqlite)]
[TestFixture(StoreKind.PostgreSql)]
public sealed class SharedApplicationTests(StoreKind kind)
{
    [Test]
    public async Task K71_HundredCopiesOfOneApplicationToTwoInstances_AreOneContract()
    {
        await using TwoInstances node = await TwoInstances.StartAsync(kind);
        node.LetTwoMeetAtTheStore(AddsContract);
        string[] ids = await Task.WhenAll(Enumerable.Range(0, 100).Select(number => node.Either(number).As().ApplyForIdAsync()));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ids.Distinct().ToList(), Has.Count.EqualTo(1));
            Assert.That((await node.One.AllAsync()).Select(contract => contract.ContractId), Is.EqualTo(new[] { ids[0] }));
        }
    }

    [Test]
    public async Task K70_ManyApplicationsOfANodeToTwoInstances_DoNotOverrunItsCap()
    {
        await using TwoInstances node = await TwoInstances.StartAsync(kind, options => options.MaxApplicationsPerAddress = 1000);
        await ExpectOneMoreThanThreeAsync(node, number => node.Either(number).As().ApplyAsync(isSigned: false));
    }

    [Test]
    public async Task K70_ManyApplicationsFromAnAddressToTwoInstances_DoNotOverrunItsCap()
    {
        await using TwoInstances node = await TwoInstances.StartAsync(kind);
        await ExpectOneMoreThanThreeAsync(node, number => node.Either(number).As($"STRANGER-{number}", TestKeys.StrangerKey).ApplyAsync());
    }

    [Test]
    public async Task K70_ApplicationsOfTwoNodesFromAnAddressWithRoomForBoth_AreBothKept()
    {
        await using TwoInstances node = await TwoInstances.StartAsync(kind, options => options.MaxApplicationsPerAddress = 2);
        node.LetTwoMeetAtTheStore(AddsContract);
        await Task.WhenAll(node.One.As("STRANGER-1", TestKeys.StrangerKey).ApplyForIdAsync(), node.Other.As().ApplyForIdAsync());
        Assert.That((await node.One.AllAsync()).Select(contract => contract.PartnerNodeId), Is.EquivalentTo(new[] { "STRANGER-1", TestNode.CallerId }));
    }

    private static async Task ExpectOneMoreThanThreeAsync(TwoInstances node, Func<int, Task<WireAnswer>> applyAsync)
    {
        for (int number = 0; number < 3; number++)
        {
            Assert.That((await applyAsync(number)).Verdict, Is.EqualTo("200/0"));
        }

        node.LetTwoMeetAtTheStore(AddsContract);
        WireAnswer[] answers = await Task.WhenAll(Enumerable.Range(3, 20).Select(applyAsync));
        IReadOnlyList<ContractRecord> kept = await node.One.AllAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answers.Count(answer => answer.Verdict == "200/0"), Is.EqualTo(1));
            Assert.That(answers.Count(answer => answer.Verdict == "429/42901"), Is.EqualTo(19));
            Assert.That(kept, Has.Count.EqualTo(4));
        }
    }

    private static bool AddsContract(NodeChange change) => change.Contracts.Any(contract => contract.Version == 0);
}
