using Interconn.Sdk.Audits;
using Interconn.Sdk.Datasets;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;

namespace Interconn.Sdk.Testing.Tests;

/// <summary>Two nodes that have never met come to a contract and a permit: what the test of a host does with a partner.</summary>
public sealed class PartnerNodeJobTests
{
    private CancellationTokenSource patience = null!;

    [SetUp]
    public void SetUp() => patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));

    [TearDown]
    public void TearDown() => patience.Dispose();

    [Test]
    public async Task Partners_ThatHaveNeverMet_MakeAContractAndAnAudit([Values] bool isPinned)
    {
        await using PartnerNode host = await PartnerNode.StartAsync(new PartnerNodeOptions { NodeId = TestNode.HolderId });
        await using PartnerNode partner = await PartnerNode.StartAsync();

        ContractRecord contract = await MakeContractAsync(host, partner, isPinned ? partner.Fingerprint : null);
        Assert.That(contract.Status, Is.EqualTo(ApprovalStatus.Approved));

        // One that is not public: who knows its id may apply for it.
        var application = new DatasetAuditApplication { AuditId = "a-1", ContractId = contract.ContractId, DatasetId = "ds-risk" };
        AuditRecord audit = await host.Node.Audits.ApplyForDatasetAsync(partner.NodeId, application, patience.Token);
        audit = await host.Node.Audits.WaitForDecisionAsync(audit.Key, patience.Token);
        Assert.That(audit.Status, Is.EqualTo(ApprovalStatus.Approved));
        Assert.That(audit.ReceivedPermit?.ResourceId, Is.EqualTo("ds-risk"));
        Assert.That(audit.ReceivedPermit?.ResourceNodeId, Is.EqualTo(partner.NodeId));
    }

    private async Task<ContractRecord> MakeContractAsync(PartnerNode host, PartnerNode partner, string? expectedKey)
    {
        ContractRecord contract = await host.Node.Contracts.ApplyAsync(
            partner.Address, partner.NodeId, expectedKey, cancellationToken: patience.Token);
        return await host.Node.Contracts.WaitForDecisionAsync(partner.NodeId, contract.ContractId, patience.Token);
    }
}
