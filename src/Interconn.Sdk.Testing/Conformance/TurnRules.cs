using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Permits;

namespace Interconn.Sdk.Testing.Conformance;

/// <summary>Changes that write no record in common are made one after the other where they take the same turn.</summary>
internal static class TurnRules
{
    private const int Callers = 100;
    private const int Rounds = 5;
    private const string Row = "row";
    private static readonly DateTimeOffset Now = NodeSamples.Now;

    public static IEnumerable<Rule<NodeStoreProbe>> All { get; } =
    [
        new("FindTurn_OfARowWithoutChanges_IsZero", static store => ExpectNextAsync(store, Row, 0)),
        new("Turn_ThatIsTaken_LeavesTheNextNumber", TakenAsync),
        new("Turn_ThatWasTakenOrIsNotYetThere_Refuses", RefusedAsync),
        new("Turn_AloneInAChange_IsTaken", AloneAsync),
        new("Turn_OfADifferentRow_IsNotDisturbed", RowsAsync),
        new("Turn_OneOfTwoWasTaken_RefusesAndTakesNeither", OneOfTwoAsync),
        new("Turn_OfAChangeThatIsRefusedForAnotherReason_IsNotTaken", RefusedChangeAsync),
        new("Turn_ThatWasTaken_LeavesEverythingElseUnwritten", UnwrittenAsync),
        new("Turn_KeysThatDifferInCaseBlanksOrForm_AreDifferentRows", KeysAsync),
        new("Race_HundredChangesAtOneTurn_OneWinsEachRound", RaceAsync),
        new("Race_HundredFirstTurnsOfOneRow_OneWinsEachRow", FirstRaceAsync),
        new("Prune_TurnsLastTakenBefore_AreForgottenAndNotCounted", PruneAsync),
    ];

    private static async Task TakenAsync(NodeStoreProbe store)
    {
        for (int number = 0; number < 3; number++)
        {
            await store.CommitAsync(Change($"c-{number}", At(Row, number)), "A change at the next turn").ConfigureAwait(false);
            await ExpectNextAsync(store, Row, number + 1).ConfigureAwait(false);
        }
    }

    private static async Task RefusedAsync(NodeStoreProbe store)
    {
        await store.RefuseAsync(Change("c-1", At(Row, 1)), "A change at the second turn of a row that has none").ConfigureAwait(false);
        await store.CommitAsync(Change("c-1", At(Row, 0))).ConfigureAwait(false);
        await store.RefuseAsync(Change("c-2", At(Row, 0)), "A change at the first turn, which was taken").ConfigureAwait(false);
        await store.RefuseAsync(Change("c-2", At(Row, 2)), "A change at the turn after the next").ConfigureAwait(false);
        await store.CommitAsync(Change("c-2", At(Row, 1)), "A change at the next turn").ConfigureAwait(false);
        await store.RefuseAsync(Change("c-3", At(Row, 0)), "A change at the first turn, after two were taken").ConfigureAwait(false);
        await ExpectNextAsync(store, Row, 2).ConfigureAwait(false);
    }

    private static async Task AloneAsync(NodeStoreProbe store)
    {
        var change = new NodeChange { At = Now, Turns = [At(Row, 0)] };
        await store.CommitAsync(change, "A change of nothing but a turn").ConfigureAwait(false);
        await store.RefuseAsync(change, "The same change once more").ConfigureAwait(false);
    }

    private static async Task RowsAsync(NodeStoreProbe store)
    {
        await store.CommitAsync(Change("c-1", At("one", 0))).ConfigureAwait(false);
        await store.CommitAsync(Change("c-2", At("one", 1))).ConfigureAwait(false);
        await ExpectNextAsync(store, "other", 0).ConfigureAwait(false);
        await store.CommitAsync(Change("c-3", At("other", 0)), "The first change of another row").ConfigureAwait(false);
        await store.CommitAsync(Change("c-4"), "A change that takes no turn").ConfigureAwait(false);
        await ExpectNextAsync(store, "one", 2).ConfigureAwait(false);
        await store.CommitAsync(Change("c-5", At("one", 2), At("other", 1)), "A change at the turns of both rows").ConfigureAwait(false);
        await ExpectNextAsync(store, "one", 3).ConfigureAwait(false);
        await ExpectNextAsync(store, "other", 2).ConfigureAwait(false);
    }

    private static async Task OneOfTwoAsync(NodeStoreProbe store)
    {
        await store.CommitAsync(Change("c-1", At("taken", 0))).ConfigureAwait(false);
        await store.RefuseAsync(Change("c-2", At("free", 0), At("taken", 0)), "A change whose second turn was taken").ConfigureAwait(false);
        await store.RefuseAsync(Change("c-2", At("taken", 0), At("free", 0)), "A change whose first turn was taken").ConfigureAwait(false);
        await ExpectNextAsync(store, "free", 0).ConfigureAwait(false);
        await ExpectNextAsync(store, "taken", 1).ConfigureAwait(false);
    }

    private static async Task RefusedChangeAsync(NodeStoreProbe store)
    {
        await store.PutAsync(NodeSamples.Contract("c-old")).ConfigureAwait(false);
        await store.CommitAsync(new NodeChange { At = Now, NewPermits = [NodeSamples.Permit("p-old")] }).ConfigureAwait(false);
        await store.RefuseAsync(Change("c-old", At(Row, 0)), "A new contract that exists").ConfigureAwait(false);
        await store.RefuseAsync(
            Change("c-new", At(Row, 0)) with { NewPermits = [NodeSamples.Permit("p-old")] }, "A new permit that exists").ConfigureAwait(false);
        await ExpectNextAsync(store, Row, 0).ConfigureAwait(false);
        await store.CommitAsync(Change("c-new", At(Row, 0)), "A change at the turn of those that were refused").ConfigureAwait(false);
    }

    private static async Task UnwrittenAsync(NodeStoreProbe store)
    {
        await store.CommitAsync(Change("c-1", At(Row, 0)) with
        {
            Messages = [NodeSamples.Message("m-old")],
            NewPermits = [NodeSamples.Permit("p-old")],
        }).ConfigureAwait(false);
        NodeChange change = Change("c-new") with
        {
            Audits = [NodeSamples.Audit("a-new")],
            SupersededLanes = [NodeSamples.Message("m-old").Lane],
            Messages = [NodeSamples.Message("m-new", "lane 2")],
            NewPermits = [NodeSamples.Permit("p-new")],
            RevokedPermits = [new PermitSelection { UserNodeId = NodeSamples.Partner, PermitId = "p-old" }],
        };

        await store.RefuseAsync(change with { Turns = [At(Row, 0)] }, "A change at a turn that was taken").ConfigureAwait(false);
        await ExpectWrittenAsync(store, isMade: false).ConfigureAwait(false);

        // And nothing of it stands in the way of the next.
        await store.CommitAsync(change with { Turns = [At(Row, 1)] }, "The same change at the next turn").ConfigureAwait(false);
        await ExpectWrittenAsync(store, isMade: true).ConfigureAwait(false);
    }

    private static async Task ExpectWrittenAsync(NodeStoreProbe store, bool isMade)
    {
        string when = isMade ? "after a change that was made" : "after a change whose turn was taken";
        Expect.Equal(isMade, await store.FindAsync(NodeSamples.Contract("c-new").Key).ConfigureAwait(false) is not null, "A new contract is there " + when);
        Expect.Equal(isMade, await store.FindAsync(NodeSamples.Audit("a-new").Key).ConfigureAwait(false) is not null, "A new audit is there " + when);
        Expect.Equal(isMade, await store.FindAsync("m-new").ConfigureAwait(false) is not null, "A new message is there " + when);
        Expect.Equal(isMade, await store.FindPermitAsync("p-new").ConfigureAwait(false) is not null, "A new permit is there " + when);
        Expect.Equal(isMade, (await store.FindPermitAsync("p-old").ConfigureAwait(false))?.RevokedAt is not null, "A permit is revoked " + when);
        Expect.Equal(isMade, (await store.FindAsync("m-old").ConfigureAwait(false))?.EndedAt is not null, "A message is superseded " + when);
    }

    private static async Task KeysAsync(NodeStoreProbe store)
    {
        string longest = NodeSamples.Text(512);

        // Two of them look alike: one character, and a letter with an accent put upon it.
        string[] keys = ["ab", "AB", "ab ", " ab", "a%", "a_", "节点", "节点 ", "\u00e9", "e\u0301", longest, longest[..511] + "y"];
        for (int i = 0; i < keys.Length; i++)
        {
            for (int number = 0; number <= i; number++)
            {
                await store.CommitAsync(new NodeChange { At = Now, Turns = [At(keys[i], number)] }, $"Turn {number} of '{keys[i]}'").ConfigureAwait(false);
            }
        }

        for (int i = 0; i < keys.Length; i++)
        {
            await ExpectNextAsync(store, keys[i], i + 1).ConfigureAwait(false);
        }
    }

    private static async Task RaceAsync(NodeStoreProbe store)
    {
        for (int round = 0; round < Rounds; round++)
        {
            int number = round;
            await OneWinsAsync(store, caller => Change($"c-{number}-{caller}", At(Row, number)), round + 1).ConfigureAwait(false);
            await ExpectNextAsync(store, Row, round + 1).ConfigureAwait(false);
        }
    }

    private static async Task FirstRaceAsync(NodeStoreProbe store)
    {
        for (int round = 0; round < Rounds; round++)
        {
            string row = $"row {round}";
            await OneWinsAsync(store, caller => Change($"{row} {caller}", At(row, 0)), round + 1).ConfigureAwait(false);
            await ExpectNextAsync(store, row, 1).ConfigureAwait(false);
        }
    }

    private static async Task OneWinsAsync(NodeStoreProbe store, Func<int, NodeChange> changeOf, int contractsAfter)
    {
        bool[] made = await Crowd.RunAsync(Callers, caller => store.TryCommitAsync(changeOf(caller))).ConfigureAwait(false);
        Expect.Equal(1, made.Count(static each => each), $"How many of {Callers} changes at the same turn were made");
        string[] written = await store.ListAsync(new ContractFilter { Take = 1000 }).ConfigureAwait(false);
        Expect.Equal(contractsAfter, written.Length, "How many contracts there are after that");
    }

    private static async Task PruneAsync(NodeStoreProbe store)
    {
        DateTimeOffset before = Now - NodeSamples.Millisecond;
        await TakeAsync("long ago", 0, before).ConfigureAwait(false);
        await TakeAsync("then", 0, Now).ConfigureAwait(false);
        await TakeAsync("long ago and then", 0, before).ConfigureAwait(false);
        await TakeAsync("long ago and then", 1, Now).ConfigureAwait(false);

        Expect.Equal(0, await store.PruneAsync(Now).ConfigureAwait(false), "How many records were forgotten beside turns");
        await ExpectNextAsync(store, "long ago", 0).ConfigureAwait(false);
        await ExpectNextAsync(store, "then", 1).ConfigureAwait(false);
        await ExpectNextAsync(store, "long ago and then", 2).ConfigureAwait(false);
        await store.RefuseAsync(Change("c-1", At("long ago", 1)), "A change at the next turn of a row that was forgotten").ConfigureAwait(false);
        await store.CommitAsync(Change("c-1", At("long ago", 0)), "A change at the first turn of a row that was forgotten").ConfigureAwait(false);

        Task TakeAsync(string key, long number, DateTimeOffset at) => store.CommitAsync(new NodeChange { At = at, Turns = [At(key, number)] });
    }

    private static async Task ExpectNextAsync(NodeStoreProbe store, string key, long expected) =>
        Expect.Equal(expected, await store.FindTurnAsync(key).ConfigureAwait(false), $"The number of the next turn of '{key}'");

    private static Turn At(string key, long number) => new() { Key = key, Number = number };

    private static NodeChange Change(string contractId, params Turn[] turns) =>
        new() { At = Now, Contracts = [NodeSamples.Contract(contractId)], Turns = turns };
}
