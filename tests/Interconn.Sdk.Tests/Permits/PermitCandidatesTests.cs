using FsCheck;
using FsCheck.Fluent;
using Interconn.Sdk.Permits;

namespace Interconn.Sdk.Tests.Permits;

/// <summary>P60: of what came, what fits, the highest level first, and what is there twice once.</summary>
public sealed class PermitCandidatesTests
{
    private static readonly ResourceUrn Resource = new(ResourceType.Dataset, "LX0000010000280", "d-01");

    // Few of each, so that all of them meet.
    private static readonly Gen<PermitTuple> Tuples =
        from id in Gen.Elements("d-01", "d-01", "d-01", "d-02")
        from level in Gen.Choose(-1, 3)
        from token in Gen.Elements("a", "b", "c")
        select new PermitTuple(Resource with { ResourceId = id }, level, token);

    [Test]
    public void TryTake_AnySet_GivesWhatFitsInTheOrderOfLevels() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2000),
        Prop.ForAll(
            Gen.Choose(1, TokenSet.MaxTuples).SelectMany(count => Gen.ArrayOf(Tuples, count)).ToArbitrary(),
            Gen.Choose(-2, 4).ToArbitrary(),
            (tuples, level) => Taken(tuples, level).SequenceEqual(
                tuples.Where(tuple => tuple.Urn == Resource && tuple.Level >= level).Distinct().OrderByDescending(static tuple => tuple.Level))));

    [Test]
    public void TryTake_FullSet_GivesTheLastToo()
    {
        PermitTuple[] tuples = [.. Enumerable.Range(0, TokenSet.MaxTuples).Select(static number => new PermitTuple(Resource, 1, $"t{number}"))];

        Assert.That(Taken(tuples, level: 1), Is.EqualTo(tuples));
    }

    [Test]
    public void TryTake_EmptySet_GivesNothing() =>
        Assert.That(new PermitCandidates(TokenSet.Empty, Resource, int.MinValue).TryTake(out _), Is.False);

    private static List<PermitTuple> Taken(IEnumerable<PermitTuple> tuples, int level)
    {
        TokenSet.Read(string.Join(',', tuples.Select(static tuple => $"{tuple.Urn}/{tuple.Level}/{tuple.Token}")), out TokenSet set);
        var candidates = new PermitCandidates(set, Resource, level);
        var taken = new List<PermitTuple>();
        while (candidates.TryTake(out PermitTuple tuple))
        {
            taken.Add(tuple);
        }

        return taken;
    }
}
