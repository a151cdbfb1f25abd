using System.Diagnostics;
using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Permits;

namespace Interconn.Sdk.Benchmarks.Stores;

/// <summary>
/// What a holder's store does for each audit: it takes the application, which rests on the contract; approves it, with a permit and a message of the outbox; and writes
/// that the message was delivered. Each is one transition. Many callers at a time, over a few partners.
/// </summary>
internal static class Workload
{
    private const int Callers = 64;
    private const int Partners = 8;
    private const string ContractId = "c-1";

    public static async Task<double> TransitionsPerSecondAsync(IReadOnlyList<INodeStore> instances, TimeSpan duration)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        ContractRecord[] contracts = await Task.WhenAll(Enumerable.Range(0, Partners).Select(number => ContractAsync(instances[0], number, now)));
        long made = 0;
        using var end = new CancellationTokenSource(duration);
        long start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            INodeStore store = instances[caller % instances.Count];
            while (!end.IsCancellationRequested)
            {
                Interlocked.Add(ref made, await AuditAsync(store, contracts[caller % Partners]));
            }
        })));
        return made / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static async Task<ContractRecord> ContractAsync(INodeStore store, int number, DateTimeOffset now)
    {
        string partner = $"JG01000011{number:D8}";
        var contract = new ContractRecord
        {
            PartnerNodeId = partner,
            ContractId = ContractId,
            Role = PartyRole.Holder,
            Status = ApprovalStatus.Approved,
            Partner = new NodeInfo
            {
                NodeId = partner,
                Name = "Partner",
                Address = "https://partner.example.com",
                InstId = "JG01",
                Institution = "Bank",
                System = "fate",
                SystemVersion = "3.0",
            },
            ExpiresAt = now.AddDays(365),
            AppliedAt = now,
            ApprovedAt = now,
            OwnKeyFingerprint = new string('a', 64),
        };
        if (await store.FindContractAsync(contract.Key, CancellationToken.None) is ContractRecord stored)
        {
            return stored;
        }

        await CommitAsync(store, new NodeChange { At = now, Contracts = [contract] });
        return contract with { Version = 1 };
    }

    /// <summary>The way of one audit, in three transitions.</summary>
    public static async Task<int> AuditAsync(INodeStore store, ContractRecord contract)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        string id = Guid.NewGuid().ToString("N");
        var audit = new AuditRecord
        {
            Resource = AuditResource.Dataset,
            PartnerNodeId = contract.PartnerNodeId,
            AuditId = id,
            Role = PartyRole.Holder,
            Status = ApprovalStatus.Applied,
            ContractId = contract.ContractId,
            ContractExpiresAt = contract.ExpiresAt,
            ResourceId = "d-" + id,
            ApplicationJson = """{"audit_id":"a","dataset_id":"d","description":"what an application may say in some hundred letters, more or less, of what it wants and why"}""",
            AppliedAt = now,
            DueAt = now.AddSeconds(10),
        };
        await CommitAsync(store, new NodeChange { At = now, Audits = [audit], RestsOn = [contract] });

        var message = new OutboxMessage
        {
            MessageId = id,
            PartnerNodeId = contract.PartnerNodeId,
            Kind = OutboxKind.AuditConfirmation,
            ContractId = contract.ContractId,
            Resource = audit.Resource,
            AuditId = id,
            Body = "{\"token\":\"" + new string('t', 600) + "\"}",
            Lane = "audit " + id,
            CreatedAt = now,

            // Not yet: a node that runs on the store would send it itself.
            NextAttemptAt = now.AddHours(1),
        };
        var permit = new PermitRecord
        {
            PermitId = id,
            ResourceType = ResourceType.Dataset,
            ResourceId = audit.ResourceId,
            Level = 1,
            HolderNodeId = "LX0000010000280",
            HolderInstId = "LX01",
            UserNodeId = contract.PartnerNodeId,
            UserInstId = "JG01",
            TimesLimit = 10,
            ContractId = contract.ContractId,
            ContractExpiresAt = contract.ExpiresAt,
            AuditId = id,
            IssuedAt = now,
        };
        AuditRecord approved = audit with { Version = 1, Status = ApprovalStatus.Approved, ApprovedAt = now, PermitId = id, DueAt = null };
        await CommitAsync(store, new NodeChange { At = now, Audits = [approved], RestsOn = [contract], NewPermits = [permit], Messages = [message] });
        await CommitAsync(store, new NodeChange
        {
            At = now,
            Messages = [message with { Version = 1, State = OutboxState.Delivered, Body = null, Attempts = 1, EndedAt = now }],
        });
        return 3;
    }

    private static async Task CommitAsync(INodeStore store, NodeChange change)
    {
        if (!await store.TryCommitAsync(change, CancellationToken.None))
        {
            throw new InvalidOperationException("A transition that nothing stands against was refused.");
        }
    }
}
