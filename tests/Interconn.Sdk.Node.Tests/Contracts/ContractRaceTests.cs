using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Approvals;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Tests.Sharing;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Node.Tests.Contracts;

/// <summary>
/// W65: two acts at a time at two instances of a node, a hundred times. Each pair of answers, with the state that is left, must be that of one act after the other.
/// </summary>
[TestFixture(StoreKind.Memory)]
[TestFixture(StoreKind.Sqlite)]
[TestFixture(StoreKind.PostgreSql)]
public sealed class ContractRaceTests(StoreKind kind)
{
    private const int Rounds = 100;

    private TwoInstances instances = null!;
    private NodeUnderTest node = null!;
    private NodeUnderTest other = null!;

    [SetUp]
    public async Task StartAsync()
    {
        instances = await TwoInstances.StartAsync(kind);
        (node, other) = (instances.One, instances.Other);
        await node.SeedAsync(ApprovalStatus.Approved, PartyRole.Holder, "c-live");
    }

    [TearDown]
    public async Task StopAsync() => await (instances?.DisposeAsync() ?? ValueTask.CompletedTask);

    [Test]
    public async Task W65_ConfirmAgainstTerminateByThePartner_IsOneLegalHistory()
    {
        for (int round = 0; round < Rounds; round++)
        {
            string id = $"c-{round}";
            await SeedAsync(PartyRole.Applicant, id);
            string[] codes = await BothAsync(
                VerdictAsync(() => node.As().ApproveAsync(id, node.Clock.Now.AddDays(1))), VerdictAsync(() => other.As().TerminateAsync(id)), round);
            ContractRecord contract = await node.StoredAsync(id);

            // Terminated first, it is refused: while the contract is applied for, its holder rejects.
            Assert.That(
                (codes[0], codes[1], contract.Status),
                Is.EqualTo(("200/0", "200/0", ApprovalStatus.Terminated)).Or.EqualTo(("200/0", "409/40901", ApprovalStatus.Approved)));
        }
    }

    [Test]
    public async Task W65_ConfirmAgainstTerminateByThisNode_IsOneLegalHistory()
    {
        for (int round = 0; round < Rounds; round++)
        {
            string id = $"c-{round}";
            ContractRecord applied = await SeedAsync(PartyRole.Applicant, id);
            string[] codes = await BothAsync(
                VerdictAsync(() => node.As().ApproveAsync(id, node.Clock.Now.AddDays(1))),
                VerdictAsync(() => other.Contracts.TerminateAsync(applied.PartnerNodeId, id)),
                round);
            ContractRecord contract = await node.StoredAsync(id);
            bool wasApproved = contract.ApprovedAt is not null;
            using (Assert.EnterMultipleScope())
            {
                Assert.That(contract.Status, Is.EqualTo(ApprovalStatus.Terminated));
                Assert.That((codes[0], codes[1]), Is.EqualTo((wasApproved ? "200/0" : "409/40901", "0")));
                Assert.That((await node.MessagesAsync(id)).Select(message => message.Kind), Is.EqualTo(new[] { OutboxKind.ContractTermination }));
            }
        }
    }

    [Test]
    public async Task W65_ApprovalByThisNodeAgainstWithdrawalByThePartner_IsOneLegalHistory()
    {
        for (int round = 0; round < Rounds; round++)
        {
            string id = $"c-{round}";
            ContractRecord applied = await SeedAsync(PartyRole.Holder, id);
            string[] codes = await BothAsync(
                VerdictAsync(() => node.Desk.DecideAsPersonAsync(applied.Key, ApprovalDirective.Approve(), CancellationToken.None)),
                VerdictAsync(() => other.As().TerminateAsync(id)),
                round);
            ContractRecord contract = await node.StoredAsync(id);
            bool wasApproved = contract.ApprovedAt is not null;
            using (Assert.EnterMultipleScope())
            {
                Assert.That(contract.Status, Is.EqualTo(ApprovalStatus.Terminated));
                Assert.That((codes[0], codes[1]), Is.EqualTo((wasApproved ? "0" : "40901", "200/0")));
                Assert.That(await node.MessagesAsync(id, OutboxState.Pending), Is.Empty, "nothing is left to be sent");
            }
        }
    }

    [Test]
    public async Task W65_ApprovalAgainstRejectionByThePartner_IsOneLegalHistory()
    {
        for (int round = 0; round < Rounds; round++)
        {
            string id = $"c-{round}";
            await SeedAsync(PartyRole.Applicant, id);
            string[] codes = await BothAsync(
                VerdictAsync(() => node.As().ApproveAsync(id, node.Clock.Now.AddDays(1))), VerdictAsync(() => other.As().RejectAsync(id)), round);
            Assert.That(
                (codes[0], codes[1], (await node.StoredAsync(id)).Status),
                Is.EqualTo(("200/0", "409/40901", ApprovalStatus.Approved)).Or.EqualTo(("409/40901", "200/0", ApprovalStatus.Rejected)));
        }
    }

    // Applied for so long ago that the other instance has heard of it: which contracts a partner has it reads again after a while.
    private async Task<ContractRecord> SeedAsync(PartyRole role, string id)
    {
        ContractRecord applied = await node.SeedAsync(ApprovalStatus.Applied, role, id);
        instances.Clock.Advance(TimeSpan.FromSeconds(5));
        return applied;
    }

    // Begun in either order, so that each has its chance to be the first.
    private static async Task<string[]> BothAsync(Func<Task<string>> one, Func<Task<string>> other, int round)
    {
        if (round % 2 == 0)
        {
            Task<string> first = Task.Run(one);
            return await Task.WhenAll(first, Task.Run(other));
        }

        Task<string> second = Task.Run(other);
        return await Task.WhenAll(Task.Run(one), second);
    }

    private static Func<Task<string>> VerdictAsync(Func<Task<WireAnswer>> call) => async () => (await call()).Verdict;

    private static Func<Task<string>> VerdictAsync(Func<Task<ContractRecord>> act) => async () =>
    {
        try
        {
            await act();
            return "0";
        }
        catch (InterconnException exception)
        {
            return exception.Code.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
    };
}
