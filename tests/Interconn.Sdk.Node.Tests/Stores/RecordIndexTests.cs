using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Node.Tests.Lifecycles;

namespace Interconn.Sdk.Node.Tests.Stores;

/// <summary>What the protocol asks of the store in memory looks at few records, however many there are.</summary>
public sealed class RecordIndexTests
{
    private const int Partners = 20;
    private const int PerPartner = 500;

    private static IEnumerable<TestCaseData> ContractQuestions =>
    [
        Question("the contracts of a pair", new ContractFilter { PartnerNodeId = "partner-7" }, PerPartner),
        Question("the approved ones", new ContractFilter { PartnerNodeId = "partner-7", Status = ApprovalStatus.Approved }, 5),
        Question("the applications from an address", new ContractFilter { RemoteAddress = "192.0.2.7", Status = ApprovalStatus.Applied }, 5),
        Question("those that need a person", new ContractFilter { NeedsPerson = true }, Partners),
        Question("those of nobody", new ContractFilter { PartnerNodeId = "nobody" }, 0),
    ];

    private static IEnumerable<TestCaseData> AuditQuestions =>
    [
        Question("the audits of a dataset", new AuditFilter { PartnerNodeId = "partner-7", Resource = AuditResource.Dataset, ResourceId = "d-3" }, 1),
        Question("the audits of a contract", new AuditFilter { PartnerNodeId = "partner-7", ContractId = "c-1" }, 50),
        Question("the audits of a project", new AuditFilter { PartnerNodeId = "partner-7", ProjectId = "p-1" }, 50),
        Question("the open ones of a pair", new AuditFilter { PartnerNodeId = "partner-7", IsOpen = true }, 5),
        Question("the open ones of a contract", new AuditFilter { PartnerNodeId = "partner-7", ContractId = "c-1", IsOpen = true }, 5),
        Question("those that need a person", new AuditFilter { NeedsPerson = true }, Partners),
        Question("those of nobody", new AuditFilter { PartnerNodeId = "nobody", ResourceId = "d-3" }, 0),
    ];

    [TestCaseSource(nameof(ContractQuestions))]
    public void Select_Contracts_LooksAtNoMoreThanItMust(ContractFilter filter, int most)
    {
        var table = new RecordTable<ContractKey, ContractRecord>(
            static contract => contract.Key, static contract => contract.AppliedAt, static contract => contract.DueAt, static _ => null, RecordIndexes.Of);
        foreach ((string partner, int partnerNumber, int number) in Numbers())
        {
            ContractRecord contract = StoredRecords.Contract($"c-{number}", partner) with
            {
                Status = number % 100 == 0 ? ApprovalStatus.Approved : number % 100 == 1 ? ApprovalStatus.Applied : ApprovalStatus.Rejected,
                RemoteAddress = $"192.0.2.{partnerNumber}",
                AwaitsPerson = number == 101,
            };
            table.Set(contract);
        }

        ContractRecord[] looked = [.. table.Select([.. RecordIndexes.For(filter)])];
        Assert.That(looked, Has.Length.LessThanOrEqualTo(most));
        Assert.That(looked.Count(contract => RecordIndexes.Agrees(contract, filter)), Is.EqualTo(most));
    }

    [TestCaseSource(nameof(AuditQuestions))]
    public void Select_Audits_LooksAtNoMoreThanItMust(AuditFilter filter, int most)
    {
        var table = new RecordTable<AuditKey, AuditRecord>(
            static audit => audit.Key, static audit => audit.AppliedAt, static audit => audit.DueAt, static _ => null, RecordIndexes.Of);
        foreach ((string partner, _, int number) in Numbers())
        {
            AuditRecord audit = StoredRecords.Audit($"a-{number}") with
            {
                PartnerNodeId = partner,
                Status = number % 100 == 1 ? ApprovalStatus.Applied : ApprovalStatus.Terminated,
                ResourceId = $"d-{number}",
                ContractId = $"c-{number % 10}",
                ProjectId = $"p-{number % 10}",
                AwaitsPerson = number == 101,
            };
            table.Set(audit);
        }

        AuditRecord[] looked = [.. table.Select([.. RecordIndexes.For(filter)])];
        Assert.That(looked, Has.Length.LessThanOrEqualTo(most));
        Assert.That(looked.Count(audit => RecordIndexes.Agrees(audit, filter)), Is.EqualTo(most));
    }

    private static IEnumerable<(string Partner, int PartnerNumber, int Number)> Numbers() =>
        from partner in Enumerable.Range(0, Partners)
        from number in Enumerable.Range(0, PerPartner)
        select ($"partner-{partner}", partner, number);

    private static TestCaseData Question(string name, object filter, int most) => new TestCaseData(filter, most).SetArgDisplayNames(name);
}
