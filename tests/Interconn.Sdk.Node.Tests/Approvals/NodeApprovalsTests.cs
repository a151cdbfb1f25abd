using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Approvals;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Node.Tests.Contracts;
using Interconn.Sdk.Node.Upkeep;
using Interconn.Sdk.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Interconn.Sdk.Node.Tests.Approvals;

public sealed class NodeApprovalsTests
{
    private readonly RecordedDecisions audits = new();
    private NodeUnderTest node = null!;

    private NodeApprovals Approvals => node.Service<NodeApprovals>();

    [SetUp]
    public async Task StartAsync()
    {
        audits.Made.Clear();
        node = await NodeUnderTest.StartAsync(
            build: builder => builder.Services.Replace(ServiceDescriptor.Singleton<IAuditUpkeep>(audits)), pinsPartner: false);
    }

    [TearDown]
    public async Task StopAsync() => await node.DisposeAsync();

    [Test]
    public async Task List_GivesWhatWaitsForAPerson_TheOldestFirst()
    {
        ContractRecord application = await node.SeedAsync(
            node.Draft(ApprovalStatus.Applied, PartyRole.Holder, "c-1") with { AwaitsPerson = true, AppliedAt = node.Clock.Now.AddMinutes(-1) });
        AuditRecord audit = await SeedAuditAsync("a-1", node.Clock.Now.AddMinutes(-3));
        ContractRecord withKeys = await node.SeedAsync(node.Draft(ApprovalStatus.Applied, PartyRole.Applicant, "c-2") with
        {
            AppliedAt = node.Clock.Now.AddMinutes(-2),
            WaitingKeys =
            [
                new WaitingKey
                {
                    Fingerprint = TestKeys.StrangerKey.PublicKey.Fingerprint,
                    AuthType = TestKeys.StrangerKey.AuthType,
                    AuthCredential = TestKeys.StrangerKey.AuthCredential,
                    ExpiresAt = node.Clock.Now.AddDays(1),
                    ReceivedAt = node.Clock.Now,
                },
            ],
        });
        await node.SeedAsync(ApprovalStatus.Applied, PartyRole.Holder, "c-for-the-policy");
        await node.SeedAsync(node.Draft(ApprovalStatus.Applied, PartyRole.Holder, "c-run-out") with { AwaitsPerson = true, ExpiresAt = node.Clock.Now });
        IReadOnlyList<PendingApproval> all = await Approvals.ListAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(all.Select(pending => pending.Id), Is.EqualTo(new[] { new ApprovalId(audit.Key), new ApprovalId(withKeys.Key), new ApprovalId(application.Key) }));
            Assert.That(all[0].Audit, Is.EqualTo(audit with { Version = 1 }));
            Assert.That(all[1].Contract, Is.EqualTo(withKeys));
            Assert.That((await Approvals.ListAsync(skip: 1, take: 1)).Select(pending => pending.Id), Is.EqualTo(new[] { new ApprovalId(withKeys.Key) }));
        }
    }

    [Test]
    public void List_WithANumberThatIsTooSmall_IsRefused()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => Approvals.ListAsync(skip: -1), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => Approvals.ListAsync(take: 0), Throws.TypeOf<ArgumentOutOfRangeException>());
        }
    }

    [Test]
    public async Task Approve_OfAStrangersApplication_IsAPersonsToDo()
    {
        string id = await node.As("STRANGER", TestKeys.StrangerKey).ApplyForIdAsync();
        PendingApproval pending = (await Approvals.ListAsync()).Single();
        DateTimeOffset end = node.Clock.Now.AddDays(2);
        await Approvals.ApproveAsync(pending.Id, new ApprovalTerms { ExpiresAt = end });
        ContractRecord contract = await node.StoredAsync(id, "STRANGER");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((contract.Status, contract.ExpiresAt, contract.AwaitsPerson), Is.EqualTo((ApprovalStatus.Approved, end, false)));
            Assert.That(await Approvals.ListAsync(), Is.Empty);
            Assert.That(await node.As("STRANGER", TestKeys.StrangerKey).StatusAsync(id), Is.EqualTo("APPROVED"));
        }

        await Approvals.ApproveAsync(pending.Id);
        Assert.That(
            () => Approvals.RejectAsync(pending.Id),
            Throws.TypeOf<InterconnException>().With.Property(nameof(InterconnException.Code)).EqualTo(InterconnCodes.IllegalTransition));
        Assert.That(await node.StoredAsync(id, "STRANGER"), Is.EqualTo(contract));
    }

    [Test]
    public async Task Reject_EndsTheApplication()
    {
        string id = await node.As("STRANGER", TestKeys.StrangerKey).ApplyForIdAsync();
        await Approvals.RejectAsync((await Approvals.ListAsync()).Single().Id);
        Assert.That(await node.As("STRANGER", TestKeys.StrangerKey).StatusAsync(id), Is.EqualTo("REJECTED"), "it may still ask with the key that it applied with");
    }

    [Test]
    public async Task Approve_OfAnApplicationOfThisNode_SaysWhoDecides()
    {
        ContractRecord applied = await node.SeedAsync(ApprovalStatus.Applied, PartyRole.Applicant);
        Assert.That(() => Approvals.ApproveAsync(new ApprovalId(applied.Key)), Throws.TypeOf<InterconnException>().With.Message.Contains("its partner decides"));
    }

    [Test]
    public async Task Audits_GoToWhoDecidesOnThem()
    {
        var key = new AuditKey(AuditResource.Dataset, NodeUnderTest.PartnerId, "a-1");
        await Approvals.ApproveAsync(new ApprovalId(key), new ApprovalTerms { TimesLimit = 3 });
        await Approvals.RejectAsync(new ApprovalId(key));
        Assert.That(audits.Made.Select(made => (made.Key, made.Directive.Terms?.TimesLimit, made.Directive.IsRejection)), Is.EqualTo(
            new[] { (key, (int?)3, false), (key, null, true) }));
    }

    [Test]
    public void Id_ThatNamesNothing_IsRefused() => Assert.That(() => Approvals.ApproveAsync(default), Throws.ArgumentException);

    private async Task<AuditRecord> SeedAuditAsync(string auditId, DateTimeOffset appliedAt)
    {
        var audit = new AuditRecord
        {
            Resource = AuditResource.Dataset,
            PartnerNodeId = NodeUnderTest.PartnerId,
            AuditId = auditId,
            Role = PartyRole.Holder,
            Status = ApprovalStatus.Applied,
            ContractId = "c-1",
            ContractExpiresAt = node.Clock.Now.AddDays(1),
            ResourceId = "d-1",
            ApplicationJson = "{}",
            AppliedAt = appliedAt,
            AwaitsPerson = true,
        };
        await node.State.TryCommitAsync(new NodeChange { At = node.Clock.Now, Audits = [audit] }, CancellationToken.None);
        return audit;
    }

    private sealed class RecordedDecisions : IAuditUpkeep
    {
        public List<(AuditKey Key, ApprovalDirective Directive)> Made { get; } = [];

        public Task<AuditRecord> DecideAsync(AuditKey key, ApprovalDirective directive, CancellationToken cancellationToken)
        {
            Made.Add((key, directive));
            return Task.FromResult<AuditRecord>(null!);
        }

        public Task<ApprovalStatus> InquireAsync(AuditKey key, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task FinishAsync(AuditKey key, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
