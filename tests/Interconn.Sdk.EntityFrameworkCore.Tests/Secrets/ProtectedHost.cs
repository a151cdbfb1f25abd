using System.Text;
using Interconn.Sdk.Audits;
using Interconn.Sdk.Datasets;
using Interconn.Sdk.EntityFrameworkCore.Tests.Databases;
using Interconn.Sdk.EntityFrameworkCore.Tests.Hosting;
using Interconn.Sdk.Node.Approvals;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Testing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.EntityFrameworkCore.Tests.Secrets;

/// <summary>A shop that was given a permit by its partner and gave it one, and what it keeps of both.</summary>
internal static class ProtectedHost
{
    public const string PartnersDataset = "ds-customers";

    /// <summary>Starts the shop, with keys in a folder where one is given, without protection otherwise; and where it is to send nothing, without what sends.</summary>
    public static Task<Shop> StartAsync(TestDatabase database, string? keyFolder, bool sends = true) => Shop.StartAsync(database, build: services =>
    {
        if (keyFolder is not null)
        {
            services.AddDataProtection().SetApplicationName("shop").PersistKeysToFileSystem(new DirectoryInfo(keyFolder));
        }

        if (!sends)
        {
            services.Remove(services.Single(static service => service.ImplementationType?.Name == "OutboxDispatcher"));
        }
    });

    /// <summary>The shop is given a permit for the partner's dataset.</summary>
    public static async Task<ResourcePermit> ReceiveAsync(Shop shop, Shop.Application contract, string auditId)
    {
        var key = new AuditKey(AuditResource.Dataset, contract.Partner.NodeId, auditId);
        await shop.Node.Audits.ApplyForDatasetAsync(
            contract.Partner.NodeId, new DatasetAuditApplication { AuditId = auditId, ContractId = contract.Key.ContractId, DatasetId = PartnersDataset });
        AuditRecord audit = await shop.Node.Audits.WaitForDecisionAsync(key);
        Assert.That(audit.Status, Is.EqualTo(ApprovalStatus.Approved));
        return audit.ReceivedPermit!;
    }

    /// <summary>The partner applies for the shop's dataset, and waits for its decision.</summary>
    public static async Task<ApprovalId> AppliedAsync(Shop shop, Shop.Application contract, string auditId)
    {
        await contract.Partner.Node.Audits.ApplyForDatasetAsync(
            TestNode.HolderId, new DatasetAuditApplication { AuditId = auditId, ContractId = contract.Key.ContractId, DatasetId = Shop.DatasetId });
        await contract.Partner.Node.Outbox.WaitUntilEmptyAsync();
        return new ApprovalId(new AuditKey(AuditResource.Dataset, contract.Partner.NodeId, auditId));
    }

    /// <summary>The permit that the shop has issued, as the partner was given it.</summary>
    public static async Task<ResourcePermit> IssueAsync(Shop shop, Shop.Application contract, string auditId)
    {
        await shop.Node.Approvals.ApproveAsync(await AppliedAsync(shop, contract, auditId));
        AuditRecord audit = await contract.Partner.Node.Audits.WaitForDecisionAsync(new AuditKey(AuditResource.Dataset, TestNode.HolderId, auditId));
        return audit.ReceivedPermit!;
    }

    /// <summary>Whether the database's files hold a text anywhere, in what is deleted as well.</summary>
    public static bool Holds(TestDatabase database, string text) => ((SqliteTestDatabase)database).ReadAll().AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
}
