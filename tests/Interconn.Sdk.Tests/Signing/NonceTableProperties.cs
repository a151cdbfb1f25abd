using FsCheck;
using FsCheck.Fluent;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Tests.Signing;

/// <summary>A table of nonces holds what was put in and not taken out, whatever their tags are.</summary>
[TestFixture]
public sealed class NonceTableProperties
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(500);

    // All in one part of the table, and at its ends, so that they stand in each other's way and run over the end of the index.
    private static readonly uint[] Tags = [0, 64, 128, 0x4000_0000, 0x8000_0000, 0xFFFF_FF40, 0xFFFF_FF80, 0xFFFF_FFC0];

    private static readonly Gen<(bool IsAdd, int Number)[]> Steps =
        from count in Gen.Choose(1, 400)
        from steps in Gen.ArrayOf(
            from isAdd in Gen.Frequency((3, Gen.Constant(true)), (2, Gen.Constant(false)))
            from number in Gen.Choose(0, 79)
            select (isAdd, number),
            count)
        select steps;

    [Test]
    public void Contains_AfterAnyAddsAndRemoves_SaysWhatIsThere() => Check.One(Thorough, Prop.ForAll(Steps.ToArbitrary(), steps =>
    {
        var table = new NonceTable();
        Dictionary<int, int> places = [];
        foreach ((bool isAdd, int number) in steps)
        {
            if (isAdd && !places.ContainsKey(number))
            {
                places.Add(number, table.Add(new KeptNonce { Id = (UInt128)number, Tag = TagOf(number) }));
            }
            else if (!isAdd && places.Remove(number, out int place))
            {
                table.Remove(place);
            }

            for (int other = 0; other < 80; other++)
            {
                if (table.Contains((UInt128)other, TagOf(other)) != places.ContainsKey(other))
                {
                    return false;
                }
            }
        }

        return table.Count == places.Count && places.All(pair => table[pair.Value].Id == (UInt128)pair.Key);
    }));

    // Past many pages and many growths of the index, and all the way back.
    [Test]
    public void Contains_GrownAndShrunk_SaysWhatIsThere()
    {
        const int Nonces = 30_000;
        var table = new NonceTable();
        int[] places = [.. Enumerable.Range(0, Nonces).Select(i => table.Add(new KeptNonce { Id = (UInt128)i, Tag = Spread(i) }))];
        Assert.That(places.Distinct().Count(), Is.EqualTo(Nonces));
        int first = 0;
        foreach (int kept in (int[])[20_000, 5_000, 300, 1, 0])
        {
            for (; first < Nonces - kept; first++)
            {
                table.Remove(places[first]);
            }

            Assert.That(table.Count, Is.EqualTo(kept));
            Assert.That(Enumerable.Range(0, Nonces).Where(i => table.Contains((UInt128)i, Spread(i))), Is.EqualTo(Enumerable.Range(first, kept)));
        }
    }

    private static uint TagOf(int number) => Tags[number % Tags.Length];

    private static uint Spread(int number) => unchecked((uint)number * 2_654_435_769u);
}
