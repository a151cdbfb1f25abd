using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Permits;

namespace Interconn.Sdk.Testing.Tests.Conformance;

/// <summary>Stores that break one rule each are caught by the check of that rule.</summary>
[Parallelizable(ParallelScope.Children)]
public sealed class BrokenNodeStoreTests
{
    private static IEnumerable<TestCaseData> Faults =>
    [
        Fault("Loses messages", (store, _) => new(store) { Change = change => change with { Messages = [] } }, "Commit_New_HasVersionOne"),
        Fault(
            "Ignores versions",
            (store, _) => new(store) { Commit = WithoutVersionsAsync },
            "Commit_ChangedMeanwhile_IsRefused",
            "Commit_NewThatExists_IsRefused"),
        Fault("Stores a change of what does not exist", (store, _) => new(store) { Commit = UpsertAsync }, "Commit_ChangedButNeverStored_IsRefused"),
        Fault(
            "Ignores what a change rests on",
            (store, _) => new(store) { Change = change => change with { RestsOn = [] } },
            "Commit_RestsOnAnOlderVersion_IsRefused",
            "Commit_RestsOnWhatWasNeverStored_IsRefused",
            "Commit_RestsOnAContractThatChanged_LeavesEverythingElseUnwritten",
            "Race_EndOfAContractAgainstWhatRestsOnIt_NothingIsAddedOnceItHasEnded"),
        Fault(
            "Looks at what a change rests on before, and not in the same step",
            (store, _) => LookThenCommit(store),
            "Race_TwoChangesThatRestOnEachOther_NeverBothWin"),
        Fault(
            "Commits piece by piece",
            (store, _) => new(store) { Commit = PieceByPieceAsync },
            "Commit_NewAuditExists_LeavesEverythingElseUnwritten",
            "Commit_MessageChangedMeanwhile_LeavesEverythingElseUnwritten",
            "Commit_LastPermitExists_LeavesEverythingElseUnwritten"),
        Fault(
            "Issues permits whether the change is made or not",
            (store, permits) => new(store) { Commit = (inner, change) => IssueFirstAsync(inner, permits, change) },
            "Commit_NewContractExists_LeavesEverythingElseUnwritten"),
        Fault(
            "Does not revoke",
            (store, _) => new(store) { Change = change => change with { RevokedPermits = [] } },
            "Commit_RevokedPermits_AreThoseOfEachSelection"),
        Fault(
            "Does not supersede",
            (store, _) => new(store) { Change = change => change with { SupersededLanes = [] } },
            "Supersede_PendingAndDeadMessagesOfTheLane_LoseContentAndClaim"),
        Fault(
            "Supersedes after it writes",
            (store, _) => new(store) { Commit = SupersedeLastAsync },
            "Supersede_MessagesOfTheSameChange_AreStoredAsGiven"),
        Fault(
            "Finds keys in any case",
            (store, _) => new(store) { Contract = key => key with { ContractId = key.ContractId.ToLowerInvariant() } },
            "Find_IdsThatDifferInCaseBlanksOrForm_AreDifferentRecords"),
        Fault(
            "Keeps times to the second",
            (store, _) => new(store) { Change = InSeconds },
            "Contract_WithAllFields_ComesBackAsItWas",
            "NextDueAt_IsTheEarliestOfContractsAndAudits"),
        Fault(
            "Cuts texts",
            (store, _) => new(store) { Change = Cut },
            "Contract_WithAllFields_ComesBackAsItWas",
            "Audit_WithAllFields_ComesBackAsItWas",
            "Message_WithAllFields_ComesBackAsItWas"),
        Fault(
            "Lists the oldest first",
            (store, _) => new(store) { ListedContracts = list => [.. list.Reverse()], ListedAudits = list => [.. list.Reverse()] },
            "ListContracts_WithoutAFilter_AreAllNewestFirst",
            "ListAudits_WithoutAFilter_AreAllNewestFirst"),
        Fault(
            "Does not claim what it gives",
            (store, _) => new(store) { Claim = GiveAsync },
            "Claim_ADueMessage_IsStoredAsClaimed",
            "Claim_AClaimedMessage_IsGivenAgainWhenTheClaimRunsOut",
            "Claim_FiftyClaimersOfOneLane_OneGetsOneMessage"),
        Fault(
            "Claims without regard to lanes",
            (store, _) => new(store) { Claim = ClaimAllAsync },
            "Claim_ALane_GivesItsFirstPendingMessageOnly",
            "Claim_ALaneWhoseFirstWaits_GivesNone"),
        Fault("Looks, and then claims", (store, _) => LookThenClaim(store), "Claim_FiftyClaimersOfOneLane_OneGetsOneMessage"),
        Fault(
            "Claims before it is due",
            (store, _) => new(store) { Claim = (inner, claim) => ClaimAsync(inner, claim with { Now = claim.Now.AddMilliseconds(1) }) },
            "Claim_BeforeItIsDue_IsEmptyToTheMillisecond"),
        Fault(
            "Claims for too short",
            (store, _) => new(store) { Claim = (inner, claim) => ClaimAsync(inner, claim with { Until = claim.Now }) },
            "Claim_AClaimedMessage_IsGivenAgainWhenTheClaimRunsOut"),
        Fault(
            "Claims for good",
            (store, _) => new(store) { Claim = (inner, claim) => ClaimAsync(inner, claim with { Until = claim.Until.AddYears(9) }) },
            "Claim_AClaimedMessage_IsGivenAgainWhenTheClaimRunsOut"),
        Fault(
            "Claims more than it is asked for",
            (store, _) => new(store) { Claim = (inner, claim) => ClaimAsync(inner, claim with { Take = 1000 }) },
            "Claim_SeveralLanes_GiveTheLongestDueFirst"),
        Fault(
            "Claims of partners that are left alone",
            (store, _) => new(store) { Claim = (inner, claim) => ClaimAsync(inner, claim with { ExceptPartners = [] }) },
            "Claim_PartnersThatAreLeftAlone_GiveNone"),
        Fault(
            "Gives what is claimed beside a resent one",
            (store, _) => new(store) { Claim = ClaimHeadsAsync },
            "Claim_AMessageThatIsResentWhileALaterOneIsUnderWay_WaitsForIt"),
        Fault(
            "Tells the next of partners that are left alone",
            (store, _) => new(store) { NextMessage = (inner, _) => inner.NextMessageAtAsync([], default).AsTask() },
            "NextMessageAt_LeavesPartnersAlone"),
        Fault(
            "Tells the next of any message",
            (store, _) => new(store) { NextMessage = (inner, _) => EarliestAsync(inner) },
            "NextMessageAt_IsWhenTheFirstOfALaneIsDue",
            "NextMessageAt_OfAClaimedLane_IsTheEndOfTheClaim"),
        Fault(
            "Does not hasten",
            (store, _) => new(store) { Hasten = (_, _, _) => Task.FromResult(0) },
            "Hasten_WaitingMessagesOfThePartner_AreDueNow"),
        Fault("Hastens everybody's", (store, _) => new(store) { Hasten = HastenAllAsync }, "Hasten_MessagesThatAreDueOrEnded_Stay"),
        Fault("Knows no dates of audits", (store, _) => new(store) { NextDue = ContractsDueAsync }, "NextDueAt_IsTheEarliestOfContractsAndAudits"),
        Fault(
            "Does not prune",
            (store, _) => new(store) { Prune = (_, _) => Task.FromResult(0) },
            "Prune_MessagesDeliveredOrSupersededBefore_AreForgotten",
            "Prune_ContractsNeverApprovedThatEndedBefore_AreForgotten",
            "Prune_TurnsLastTakenBefore_AreForgottenAndNotCounted"),
        Fault(
            "Prunes what ended at that moment",
            (store, _) => new(store) { Prune = (inner, before) => inner.PruneAsync(before.AddTicks(1), default).AsTask() },
            "Prune_MessagesDeliveredOrSupersededBefore_AreForgotten",
            "Prune_ContractsNeverApprovedThatEndedBefore_AreForgotten",
            "Prune_TurnsLastTakenBefore_AreForgottenAndNotCounted"),
    ];

    private static IEnumerable<TestCaseData> FilterParts =>
    [
        .. Surgery.PropertiesOf<ContractFilter>().Select(part => Fault(
            $"Ignores ContractFilter.{part.Name}", (store, _) => new(store) { Contracts = filter => Ignored(filter, part, new()) })),
        .. Surgery.PropertiesOf<AuditFilter>().Select(part => Fault(
            $"Ignores AuditFilter.{part.Name}", (store, _) => new(store) { Audits = filter => Ignored(filter, part, new()) })),
        .. Surgery.PropertiesOf<OutboxFilter>().Select(part => Fault(
            $"Ignores OutboxFilter.{part.Name}", (store, _) => new(store) { Messages = filter => Ignored(filter, part, new()) })),
    ];

    private static IEnumerable<TestCaseData> RecordParts =>
    [
        .. Surgery.PropertiesOf<ContractRecord>().Select(part => Fault(
            $"Forgets ContractRecord.{part.Name}",
            (store, _) => new(store) { Change = change => change with { Contracts = [.. change.Contracts.Select(record => Surgery.Without(record, part))] } },
            "Contract_WithAllFields_ComesBackAsItWas")),
        .. Surgery.PropertiesOf<AuditRecord>().Select(part => Fault(
            $"Forgets AuditRecord.{part.Name}",
            (store, _) => new(store) { Change = change => change with { Audits = [.. change.Audits.Select(record => Surgery.Without(record, part))] } },
            "Audit_WithAllFields_ComesBackAsItWas")),

        // The sequence is the store's to give.
        .. Surgery.PropertiesOf<OutboxMessage>().Where(part => part.Name != nameof(OutboxMessage.Sequence)).Select(part => Fault(
            $"Forgets OutboxMessage.{part.Name}",
            (store, _) => new(store) { Change = change => change with { Messages = [.. change.Messages.Select(record => Surgery.Without(record, part))] } },
            "Message_WithAllFields_ComesBackAsItWas")),

        // Nobody has used or revoked a permit before it is issued.
        .. Surgery.PropertiesOf<PermitRecord>().Where(part => part.Name is not (nameof(PermitRecord.Uses) or nameof(PermitRecord.RevokedAt))).Select(part => Fault(
            $"Forgets PermitRecord.{part.Name}",
            (store, _) => new(store) { Change = change => change with { NewPermits = [.. change.NewPermits.Select(record => Surgery.Without(record, part))] } },
            "Commit_NewPermit_IsFoundWithAllItsFields")),
    ];

    [TestCaseSource(nameof(Faults))]
    public async Task Suite_ABrokenStore_IsCaughtByTheRuleThatItBreaks(Func<INodeStore, IPermitStore, INodeStore> alter, string[] rules)
    {
        string[] failures = await Suite.FailuresAsync(Suite.NodeStore(alter).Where(check => rules.Contains(check.Name)));
        Assert.That(failures, Is.EquivalentTo(rules));
    }

    [TestCaseSource(nameof(FilterParts))]
    public async Task Suite_AStoreThatIgnoresAPartOfAFilter_IsCaught(Func<INodeStore, IPermitStore, INodeStore> alter, string[] rules)
    {
        Assert.That(rules, Is.Empty);
        string[] failures = await Suite.FailuresAsync(Suite.NodeStore(alter).Where(check => check.Name.StartsWith("List", StringComparison.Ordinal)));
        Assert.That(failures, Is.Not.Empty);
    }

    [TestCaseSource(nameof(RecordParts))]
    public async Task Suite_AStoreThatForgetsAField_IsCaught(Func<INodeStore, IPermitStore, INodeStore> alter, string[] rules)
    {
        // The version, and what names a record, are missed earlier than by the rule of the fields.
        string[] failures = await Suite.FailuresAsync(
            Suite.NodeStore(alter).Where(check => rules.Contains(check.Name) || check.Name.StartsWith("Commit_Changed", StringComparison.Ordinal)));
        Assert.That(failures, Is.Not.Empty);
    }

    private static TestCaseData Fault(string name, Func<INodeStore, IPermitStore, AlteredNodeStore> alter, params string[] rules) =>
        new TestCaseData((INodeStore store, IPermitStore permits) => (INodeStore)alter(store, permits), rules).SetArgDisplayNames(name);

    private static TFilter Ignored<TFilter>(TFilter filter, System.Reflection.PropertyInfo part, TFilter untouched)
        where TFilter : class
    {
        var copy = (TFilter)typeof(TFilter).GetMethod("<Clone>$")!.Invoke(filter, null)!;
        part.SetValue(copy, part.GetValue(untouched));
        return copy;
    }

    private static Task<bool> CommitAsync(INodeStore store, NodeChange change) => store.TryCommitAsync(change, default).AsTask();

    private static Task<IReadOnlyList<OutboxMessage>> ClaimAsync(INodeStore store, OutboxClaim claim) => store.ClaimMessagesAsync(claim, default).AsTask();

    private static async Task<bool> WithoutVersionsAsync(INodeStore store, NodeChange change)
    {
        var contracts = new List<ContractRecord>();
        foreach (ContractRecord contract in change.Contracts)
        {
            contracts.Add(contract with { Version = (await store.FindContractAsync(contract.Key, default))?.Version ?? contract.Version });
        }

        return await CommitAsync(store, change with { Contracts = contracts });
    }

    private static async Task<bool> UpsertAsync(INodeStore store, NodeChange change)
    {
        var audits = new List<AuditRecord>();
        foreach (AuditRecord audit in change.Audits)
        {
            audits.Add(await store.FindAuditAsync(audit.Key, default) is null ? audit with { Version = 0 } : audit);
        }

        return await CommitAsync(store, change with { Audits = audits });
    }

    private static AlteredNodeStore LookThenCommit(INodeStore store)
    {
        var bothHaveLooked = new Rendezvous(2, isRepeated: true);
        return new AlteredNodeStore(store)
        {
            Commit = async (inner, change) =>
            {
                bool holds = true;
                foreach (ContractRecord contract in change.RestsOn)
                {
                    holds &= (await inner.FindContractAsync(contract.Key, default))?.Version == contract.Version;
                    await bothHaveLooked.ArriveAsync();
                }

                return holds && await CommitAsync(inner, change with { RestsOn = [] });
            },
        };
    }

    private static async Task<bool> PieceByPieceAsync(INodeStore store, NodeChange change)
    {
        var nothing = new NodeChange { At = change.At };
        return await CommitAsync(store, nothing with { Contracts = change.Contracts, RestsOn = change.RestsOn })
            && await CommitAsync(store, nothing with { Audits = change.Audits })
            && await CommitAsync(store, nothing with { Messages = change.Messages, SupersededLanes = change.SupersededLanes })
            && await CommitAsync(store, nothing with { NewPermits = change.NewPermits, RevokedPermits = change.RevokedPermits });
    }

    private static async Task<bool> IssueFirstAsync(INodeStore store, IPermitStore permits, NodeChange change)
    {
        foreach (PermitRecord permit in change.NewPermits)
        {
            await permits.AddAsync(permit, default);
        }

        return await CommitAsync(store, change with { NewPermits = [] });
    }

    private static async Task<bool> SupersedeLastAsync(INodeStore store, NodeChange change) =>
        await CommitAsync(store, change with { SupersededLanes = [] })
        && await CommitAsync(store, new NodeChange { At = change.At, SupersededLanes = change.SupersededLanes });

    private static NodeChange InSeconds(NodeChange change) => change with
    {
        Contracts = [.. change.Contracts.Select(record => Surgery.Each<ContractRecord, DateTimeOffset>(record, ToSeconds))],
        Audits = [.. change.Audits.Select(record => Surgery.Each<AuditRecord, DateTimeOffset>(record, ToSeconds))],
    };

    private static DateTimeOffset ToSeconds(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());

    private static NodeChange Cut(NodeChange change) => change with
    {
        Contracts = [.. change.Contracts.Select(record => Surgery.Each<ContractRecord, string>(record, Cut))],
        Audits = [.. change.Audits.Select(record => Surgery.Each<AuditRecord, string>(record, Cut))],
        Messages = [.. change.Messages.Select(record => Surgery.Each<OutboxMessage, string>(record, Cut))],
    };

    private static string Cut(string text) => text.Length > 8000 ? text[..8000] : text;

    private static async Task<OutboxMessage[]> DueAsync(INodeStore store, OutboxClaim claim)
    {
        IReadOnlyList<OutboxMessage> pending = await store.ListMessagesAsync(new OutboxFilter { State = OutboxState.Pending, Take = 1000 }, default);
        return [.. pending.Where(message => message.DueAt <= claim.Now && !claim.ExceptPartners.Contains(message.PartnerNodeId)).Take(claim.Take)];
    }

    private static async Task<IReadOnlyList<OutboxMessage>> GiveAsync(INodeStore store, OutboxClaim claim) =>
        [.. (await DueAsync(store, claim)).DistinctBy(message => message.Lane)];

    private static async Task<IReadOnlyList<OutboxMessage>> ClaimAllAsync(INodeStore store, OutboxClaim claim)
    {
        var claimed = new List<OutboxMessage>();
        foreach (OutboxMessage message in await DueAsync(store, claim))
        {
            await CommitAsync(store, new NodeChange { At = claim.Now, Messages = [message with { ClaimedUntil = claim.Until }] });
            claimed.Add((await store.FindMessageAsync(message.MessageId, default))!);
        }

        return claimed;
    }

    private static async Task<IReadOnlyList<OutboxMessage>> ClaimHeadsAsync(INodeStore store, OutboxClaim claim)
    {
        IReadOnlyList<OutboxMessage> pending = await store.ListMessagesAsync(new OutboxFilter { State = OutboxState.Pending, Take = 1000 }, default);
        OutboxMessage[] due = [.. pending.DistinctBy(message => message.Lane).Where(message => message.DueAt <= claim.Now)];
        foreach (OutboxMessage message in due)
        {
            await CommitAsync(store, new NodeChange { At = claim.Now, Messages = [message with { ClaimedUntil = claim.Until }] });
        }

        return due;
    }

    private static AlteredNodeStore LookThenClaim(INodeStore store)
    {
        var allHaveLooked = new Rendezvous(50, isRepeated: false);
        return new AlteredNodeStore(store)
        {
            Claim = async (inner, claim) =>
            {
                IReadOnlyList<OutboxMessage> due = await GiveAsync(inner, claim);
                await allHaveLooked.ArriveAsync();
                await ClaimAsync(inner, claim);
                return due;
            },
        };
    }

    private static async Task<DateTimeOffset?> EarliestAsync(INodeStore store)
    {
        IReadOnlyList<OutboxMessage> pending = await store.ListMessagesAsync(new OutboxFilter { State = OutboxState.Pending, Take = 1000 }, default);
        return pending.Count == 0 ? null : pending.Min(message => message.NextAttemptAt);
    }

    private static async Task<DateTimeOffset?> ContractsDueAsync(INodeStore store) =>
        await store.ListContractsAsync(new ContractFilter { DueBy = DateTimeOffset.MaxValue }, default) is [var first, ..] ? first.DueAt : null;

    private static async Task<int> HastenAllAsync(INodeStore store, string partner, DateTimeOffset now)
    {
        IReadOnlyList<OutboxMessage> all = await store.ListMessagesAsync(new OutboxFilter { Take = 1000 }, default);
        int hastened = 0;
        foreach (string each in all.Select(message => message.PartnerNodeId).Append(partner).Distinct())
        {
            hastened += await store.HastenMessagesAsync(each, now, default);
        }

        return hastened;
    }
}
