using FsCheck;
using FsCheck.Fluent;
using Interconn.Sdk.Node.Stores;

namespace Interconn.Sdk.Node.Tests.Stores;

/// <summary>A table of records answers as a plain list of what was stored last would, however records change.</summary>
[TestFixture]
public sealed class RecordTableProperties
{
    private const int Keys = 6;
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(500);

    private static readonly Gen<Entry> Entries =
        from key in Gen.Choose(0, Keys - 1)
        from applied in Gen.Choose(0, 2)
        from due in Gen.Choose(-1, 2)
        from removable in Gen.Frequency((3, Gen.Constant(-1)), (1, Gen.Choose(0, 2)))
        from box in Gen.Choose(0, 2)
        from isMarked in Gen.Elements(true, false)
        select new Entry(key, TimeAt(applied), due < 0 ? null : TimeAt(due), removable < 0 ? null : TimeAt(removable), box, isMarked);

    [Test]
    public void AnyChanges_AreFoundAsAListFindsThem() => Check.One(Thorough, Prop.ForAll(Gen.ArrayOf(Entries, 60).ToArbitrary(), entries =>
    {
        RecordTable<int, Entry> table = NewTable();
        var model = new Dictionary<int, (long Number, Entry Entry)>();
        long number = 0;
        foreach (Entry entry in entries)
        {
            table.Set(entry);
            model[entry.Key] = (model.TryGetValue(entry.Key, out (long Number, Entry Entry) before) ? before.Number : ++number, entry);
            if (!Agree(table, model))
            {
                return false;
            }
        }

        int[] removed = [.. model.Values.Where(static each => each.Entry.RemovableAt < TimeAt(2)).Select(static each => each.Entry.Key)];
        bool isCounted = table.RemoveBefore(TimeAt(2)) == removed.Length;
        foreach (int key in removed)
        {
            model.Remove(key);
        }

        return isCounted && Agree(table, model);
    }));

    private static bool Agree(RecordTable<int, Entry> table, Dictionary<int, (long Number, Entry Entry)> model)
    {
        Entry[] newestFirst = [.. model.Values.OrderByDescending(static each => each.Entry.AppliedAt).ThenByDescending(static each => each.Number).Select(static each => each.Entry)];
        Entry[] dueFirst =
            [.. model.Values.Where(static each => each.Entry.DueAt is not null).OrderBy(static each => each.Entry.DueAt).ThenBy(static each => each.Number).Select(static each => each.Entry)];
        return Enumerable.Range(0, Keys).All(key => table.Find(key) == model.GetValueOrDefault(key).Entry)
            && table.Select([]).SequenceEqual(newestFirst)
            && table.Select([], TimeAt(1)).SequenceEqual(newestFirst.Where(static entry => entry.AppliedAt <= TimeAt(1)))
            && Enumerable.Range(0, 3).All(box => table.Select([BoxOf(box)]).SequenceEqual(newestFirst.Where(entry => entry.Box == box)))
            && table.Select([Marked]).SequenceEqual(newestFirst.Where(static entry => entry.IsMarked))
            && table.SelectDue(TimeAt(1)).SequenceEqual(dueFirst.Where(static entry => entry.DueAt <= TimeAt(1)))
            && table.NextDueAt == dueFirst.FirstOrDefault()?.DueAt;
    }

    private static RecordTable<int, Entry> NewTable() => new(
        static entry => entry.Key,
        static entry => entry.AppliedAt,
        static entry => entry.DueAt,
        static entry => entry.RemovableAt,
        static entry => entry.IsMarked ? [BoxOf(entry.Box), Marked] : [BoxOf(entry.Box)]);

    private static readonly IndexKey Marked = new("marked");

    private static IndexKey BoxOf(int box) => new("box", $"{box}");

    private static DateTimeOffset TimeAt(int hour) => NodeFixture.Start.AddHours(hour);

    private sealed record Entry(int Key, DateTimeOffset AppliedAt, DateTimeOffset? DueAt, DateTimeOffset? RemovableAt, int Box, bool IsMarked);
}
