using Interconn.Sdk.Node.Stores;

namespace Interconn.Sdk.Testing.Tests.Conformance;

/// <summary>Stores that keep turns wrongly, or cannot be checked, are caught by the check of the rule that they break.</summary>
[Parallelizable(ParallelScope.Children)]
public sealed class BrokenTurnTests
{
    private const int Callers = 100;

    private static IEnumerable<TestCaseData> Faults =>
    [
        Fault(
            "Ignores turns",
            store => new(store) { Change = change => change with { Turns = [] } },
            "Turn_ThatIsTaken_LeavesTheNextNumber",
            "Turn_ThatWasTakenOrIsNotYetThere_Refuses",
            "Turn_AloneInAChange_IsTaken",
            "Turn_ThatWasTaken_LeavesEverythingElseUnwritten",
            "Race_HundredChangesAtOneTurn_OneWinsEachRound"),
        Fault(
            "Takes the next turn whichever the change was prepared at",
            store => new(store) { Commit = async (inner, change) => await CommitAsync(inner, change with { Turns = await NextAsync(inner, change.Turns) }) },
            "Turn_ThatWasTakenOrIsNotYetThere_Refuses",
            "Turn_OneOfTwoWasTaken_RefusesAndTakesNeither"),
        Fault(
            "Looks at turns before, and not in the same step",
            LookThenTake,
            "Race_HundredChangesAtOneTurn_OneWinsEachRound",
            "Race_HundredFirstTurnsOfOneRow_OneWinsEachRow"),
        Fault("Takes turns first", store => new(store) { Commit = TakeFirstAsync }, "Turn_OfAChangeThatIsRefusedForAnotherReason_IsNotTaken"),
        Fault("Takes turns last", store => new(store) { Commit = TakeLastAsync }, "Turn_ThatWasTaken_LeavesEverythingElseUnwritten"),
        Fault("Takes turns one by one", store => new(store) { Commit = TakeOneByOneAsync }, "Turn_OneOfTwoWasTaken_RefusesAndTakesNeither"),
        Fault(
            "Has one row for all",
            store => WithKeys(store, static _ => "all"),
            "Turn_OfADifferentRow_IsNotDisturbed",
            "Turn_KeysThatDifferInCaseBlanksOrForm_AreDifferentRows"),
        Fault(
            "Compares keys in any case",
            store => WithKeys(store, static key => key.ToLowerInvariant()),
            "Turn_KeysThatDifferInCaseBlanksOrForm_AreDifferentRows"),
        Fault("Cuts keys", store => WithKeys(store, static key => key[..Math.Min(511, key.Length)]), "Turn_KeysThatDifferInCaseBlanksOrForm_AreDifferentRows"),
        Fault(
            "Gives the number of the last turn",
            store => new(store) { FindTurn = async (inner, key) => await inner.FindTurnAsync(key, default) - 1 },
            "FindTurn_OfARowWithoutChanges_IsZero",
            "Turn_ThatIsTaken_LeavesTheNextNumber"),
        Fault(
            "Counts the turns that it forgets",
            store => new(store) { Prune = async (inner, before) => await inner.PruneAsync(before, default) + 1 },
            "Prune_TurnsLastTakenBefore_AreForgottenAndNotCounted"),
        Fault(
            "Writes when it is checked",
            store => new(store) { Check = inner => CommitAsync(inner, new NodeChange { At = default, Turns = [new Turn { Key = "row", Number = 1 }] }) },
            "Check_ChangesNothing"),
        Fault(
            "Cannot be checked",
            store => new(store) { Check = static _ => throw new NotSupportedException() },
            "Check_AStoreThatWorks_IsSilent",
            "Check_ManyAtOnce_AreSilent"),
    ];

    [TestCaseSource(nameof(Faults))]
    public async Task Suite_ABrokenStore_IsCaughtByTheRuleThatItBreaks(Func<INodeStore, INodeStore> alter, string[] rules)
    {
        string[] failures = await Suite.FailuresAsync(Suite.NodeStore((store, _) => alter(store)).Where(check => rules.Contains(check.Name)));
        Assert.That(failures, Is.EquivalentTo(rules));
    }

    private static TestCaseData Fault(string name, Func<INodeStore, AlteredNodeStore> alter, params string[] rules) =>
        new TestCaseData((INodeStore store) => (INodeStore)alter(store), rules).SetArgDisplayNames(name);

    private static AlteredNodeStore WithKeys(INodeStore store, Func<string, string> keyOf) => new(store)
    {
        Change = change => change with { Turns = [.. change.Turns.Select(turn => turn with { Key = keyOf(turn.Key) })] },
        FindTurn = (inner, key) => inner.FindTurnAsync(keyOf(key), default).AsTask(),
    };

    private static AlteredNodeStore LookThenTake(INodeStore store)
    {
        var allHaveLooked = new Rendezvous(Callers, isRepeated: true);
        return new AlteredNodeStore(store)
        {
            Commit = async (inner, change) =>
            {
                IReadOnlyList<Turn> next = await NextAsync(inner, change.Turns);
                await allHaveLooked.ArriveAsync();
                return next.SequenceEqual(change.Turns) && await CommitAsync(inner, change with { Turns = [] });
            },
        };
    }

    private static async Task<bool> TakeFirstAsync(INodeStore store, NodeChange change) =>
        await CommitAsync(store, new NodeChange { At = change.At, Turns = change.Turns }) && await CommitAsync(store, change with { Turns = [] });

    private static async Task<bool> TakeLastAsync(INodeStore store, NodeChange change) =>
        await CommitAsync(store, change with { Turns = [] }) && await CommitAsync(store, new NodeChange { At = change.At, Turns = change.Turns });

    private static async Task<bool> TakeOneByOneAsync(INodeStore store, NodeChange change)
    {
        foreach (Turn turn in change.Turns)
        {
            if (!await CommitAsync(store, new NodeChange { At = change.At, Turns = [turn] }))
            {
                return false;
            }
        }

        return await CommitAsync(store, change with { Turns = [] });
    }

    private static async Task<IReadOnlyList<Turn>> NextAsync(INodeStore store, IReadOnlyList<Turn> turns)
    {
        var next = new List<Turn>();
        foreach (Turn turn in turns)
        {
            next.Add(turn with { Number = await store.FindTurnAsync(turn.Key, default) });
        }

        return next;
    }

    private static Task<bool> CommitAsync(INodeStore store, NodeChange change) => store.TryCommitAsync(change, default).AsTask();
}
