using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;

namespace Interconn.Sdk.Testing.Conformance;

/// <summary>Many callers at a time leave the store as if they had come one after another.</summary>
internal static class RaceRules
{
    private const int Callers = 100;
    private const int Rounds = 5;
    private const int Duels = 25;

    public static IEnumerable<Rule<NodeStoreProbe>> All { get; } =
    [
        new("Race_HundredChangesOfOneContract_OneWinsEachRound", OneContractAsync),
        new("Race_HundredChangesOfOneAudit_OneWinsEachRound", OneAuditAsync),
        new("Race_HundredChangesOfOneMessage_OneWinsEachRound", OneMessageAsync),
        new("Race_HundredNewOfOneKey_OneWins", OneKeyAsync),
        new("Race_HundredChangesThatIssueOnePermit_OneWinsAndTheOthersWriteNothing", OnePermitAsync),
        new("Race_ChangesOfDifferentRecords_AllWin", DifferentAsync),
        new("Race_TwoChangesThatRestOnEachOther_NeverBothWin", EachOnTheOtherAsync),
        new("Race_EndOfAContractAgainstWhatRestsOnIt_NothingIsAddedOnceItHasEnded", EndAgainstNewAsync),
        new("Race_ClaimAgainstChange_NeverBothWin", ClaimAgainstChangeAsync),
        new("Race_NewMessages_HaveSequencesOfTheirOwn", SequencesAsync),
    ];

    private static async Task OneContractAsync(NodeStoreProbe store)
    {
        ContractRecord stored = await store.PutAsync(NodeSamples.Contract()).ConfigureAwait(false);
        for (int round = 0; round < Rounds; round++)
        {
            ContractRecord before = stored;
            int winner = await WinnerAsync(number => store.TryCommitAsync(Change(before with { Inquiries = number + 1 }))).ConfigureAwait(false);
            stored = Expect.NotNull(await store.FindAsync(before.Key).ConfigureAwait(false), "The contract");
            Expect.Same(RecordFields.Contract, before with { Inquiries = winner + 1, Version = before.Version + 1 }, stored, "The contract as the one winner wrote it");
        }
    }

    private static async Task OneAuditAsync(NodeStoreProbe store)
    {
        AuditRecord stored = await store.PutAsync(NodeSamples.Audit()).ConfigureAwait(false);
        for (int round = 0; round < Rounds; round++)
        {
            AuditRecord before = stored;
            int winner = await WinnerAsync(number => store.TryCommitAsync(Change(before with { Inquiries = number + 1 }))).ConfigureAwait(false);
            stored = Expect.NotNull(await store.FindAsync(before.Key).ConfigureAwait(false), "The audit");
            Expect.Same(RecordFields.Audit, before with { Inquiries = winner + 1, Version = before.Version + 1 }, stored, "The audit as the one winner wrote it");
        }
    }

    private static async Task OneMessageAsync(NodeStoreProbe store)
    {
        OutboxMessage stored = await store.PutAsync(NodeSamples.Message("m-1")).ConfigureAwait(false);
        for (int round = 0; round < Rounds; round++)
        {
            OutboxMessage before = stored;
            int winner = await WinnerAsync(number => store.TryCommitAsync(Change(before with { Attempts = number + 1 }))).ConfigureAwait(false);
            stored = Expect.NotNull(await store.FindAsync(before.MessageId).ConfigureAwait(false), "The message");
            Expect.Same(RecordFields.Message, before with { Attempts = winner + 1, Version = before.Version + 1 }, stored, "The message as the one winner wrote it");
        }
    }

    private static async Task OneKeyAsync(NodeStoreProbe store)
    {
        int contract = await WinnerAsync(number => store.TryCommitAsync(Change(NodeSamples.Contract() with { Inquiries = number }))).ConfigureAwait(false);
        Expect.Equal(contract, (await store.FindAsync(NodeSamples.Contract().Key).ConfigureAwait(false))?.Inquiries, "What the one winner wrote");
        int audit = await WinnerAsync(number => store.TryCommitAsync(Change(NodeSamples.Audit() with { Inquiries = number }))).ConfigureAwait(false);
        Expect.Equal(audit, (await store.FindAsync(NodeSamples.Audit().Key).ConfigureAwait(false))?.Inquiries, "What the one winner wrote");
        int message = await WinnerAsync(number => store.TryCommitAsync(Change(NodeSamples.Message("m-1") with { Attempts = number }))).ConfigureAwait(false);
        Expect.Equal(message, (await store.FindAsync("m-1").ConfigureAwait(false))?.Attempts, "What the one winner wrote");
    }

    private static async Task OnePermitAsync(NodeStoreProbe store)
    {
        int winner = await WinnerAsync(number => store.TryCommitAsync(
            Change(NodeSamples.Audit($"a-{number}")) with { NewPermits = [NodeSamples.Permit() with { Level = number }] })).ConfigureAwait(false);
        Expect.Equal(winner, (await store.FindPermitAsync("p-1").ConfigureAwait(false))?.Level, "The permit that the one winner issued");
        Expect.Sequence([$"a-{winner}"], await store.ListAsync(new AuditFilter()).ConfigureAwait(false), "The audits after the race");
    }

    private static async Task DifferentAsync(NodeStoreProbe store)
    {
        bool[] made = await Crowd.RunAsync(Callers / 2, number => store.TryCommitAsync(
            Change(NodeSamples.Contract($"c-{number}")) with
            {
                Audits = [NodeSamples.Audit($"a-{number}")],
                Messages = [NodeSamples.Message($"m-{number}", $"lane {number}")],
            })).ConfigureAwait(false);
        Expect.Equal(Callers / 2, made.Count(static each => each), "How many changes of records that nobody else changes were made");
        Expect.Equal(
            Callers / 2, (await store.ListAsync(new ContractFilter { Take = 1000 }).ConfigureAwait(false)).Length, "How many contracts there are after them");
    }

    private static async Task EachOnTheOtherAsync(NodeStoreProbe store)
    {
        for (int round = 0; round < Duels; round++)
        {
            ContractRecord one = await store.PutAsync(NodeSamples.Contract($"one-{round}")).ConfigureAwait(false);
            ContractRecord other = await store.PutAsync(NodeSamples.Contract($"other-{round}")).ConfigureAwait(false);
            bool[] made = await Crowd.RunAsync(2, number => store.TryCommitAsync(number == 0
                ? Change(one with { Status = ApprovalStatus.Approved }) with { RestsOn = [other] }
                : Change(other with { Status = ApprovalStatus.Approved }) with { RestsOn = [one] })).ConfigureAwait(false);
            Expect.Equal(false, made[0] && made[1], "Whether both were made of two changes, each of which writes what the other rests upon");
        }
    }

    private static async Task EndAgainstNewAsync(NodeStoreProbe store)
    {
        for (int round = 0; round < Duels; round++)
        {
            ContractRecord contract = await store.PutAsync(NodeSamples.Contract($"c-{round}")).ConfigureAwait(false);
            var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            bool[] made = await Crowd.RunAsync(3, async number =>
            {
                if (number == 0)
                {
                    bool isEnded = await store.TryCommitAsync(Change(contract with { Status = ApprovalStatus.Terminated })).ConfigureAwait(false);
                    ended.SetResult();
                    return isEnded;
                }

                if (number == 2)
                {
                    await ended.Task.ConfigureAwait(false);
                }

                return await store.TryCommitAsync(
                    Change(NodeSamples.Audit($"a-{contract.ContractId}-{number}")) with { RestsOn = [contract] }).ConfigureAwait(false);
            }).ConfigureAwait(false);
            Expect.True(made[0], "The change of a contract that nobody else writes");
            Expect.Equal(false, made[2], "A change that rests on the contract as it was, and starts after another was made");
            Expect.Equal(made[1], await ExistsAsync(store, contract, 1).ConfigureAwait(false), "Whether the change was made that ran beside it");
        }
    }

    private static async Task<bool> ExistsAsync(NodeStoreProbe store, ContractRecord contract, int number) =>
        await store.FindAsync(NodeSamples.Audit($"a-{contract.ContractId}-{number}").Key).ConfigureAwait(false) is not null;

    private static async Task ClaimAgainstChangeAsync(NodeStoreProbe store)
    {
        for (int round = 0; round < Duels; round++)
        {
            OutboxMessage message = await store.PutAsync(NodeSamples.Message($"m-{round}", $"lane {round}")).ConfigureAwait(false);
            bool[] won = await Crowd.RunAsync(2, async number => number == 0
                ? (await store.ClaimAsync(NodeSamples.Now).ConfigureAwait(false)).Count > 0
                : await store.TryCommitAsync(Change(message with { State = OutboxState.Delivered, EndedAt = NodeSamples.Now })).ConfigureAwait(false))
                .ConfigureAwait(false);
            Expect.Equal(1, won.Count(static each => each), "How many of a claim and a change of the same message came through");
        }
    }

    private static async Task SequencesAsync(NodeStoreProbe store)
    {
        OutboxMessage first = await store.PutAsync(NodeSamples.Message("first")).ConfigureAwait(false);
        await Crowd.RunAsync(Callers / 2, number => store.TryCommitAsync(Change(NodeSamples.Message($"m-{number}")))).ConfigureAwait(false);
        OutboxMessage last = await store.PutAsync(NodeSamples.Message("last")).ConfigureAwait(false);

        IReadOnlyList<OutboxMessage> all = await store.Store.ListMessagesAsync(new OutboxFilter { Take = 1000 }, store.Token).ConfigureAwait(false);
        Expect.Equal((Callers / 2) + 2, all.Select(static message => message.Sequence).Distinct().Count(), "How many sequences there are");
        Expect.Equal(first.Sequence, all.Min(static message => message.Sequence), "The lowest sequence");
        Expect.Equal(last.Sequence, all.Max(static message => message.Sequence), "The highest sequence");
    }

    private static async Task<int> WinnerAsync(Func<int, Task<bool>> tryAsync)
    {
        bool[] made = await Crowd.RunAsync(Callers, tryAsync).ConfigureAwait(false);
        Expect.Equal(1, made.Count(static each => each), $"How many of {Callers} changes that exclude one another were made");
        return Array.IndexOf(made, true);
    }

    private static NodeChange Change(ContractRecord contract) => new() { At = NodeSamples.Now, Contracts = [contract] };

    private static NodeChange Change(AuditRecord audit) => new() { At = NodeSamples.Now, Audits = [audit] };

    private static NodeChange Change(OutboxMessage message) => new() { At = NodeSamples.Now, Messages = [message] };
}
