using FsCheck;
using FsCheck.Fluent;
using Interconn.Sdk.Permits;

namespace Interconn.Sdk.Tests.Permits;

/// <summary>P60, of all names and tokens: what is written reads back, and two resources never share a name.</summary>
[TestFixture]
public sealed class TokenSetProperties
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(2000);

    // Everything that has a meaning in a set or in an escape, and characters of one to four bytes.
    private static readonly string[] Pieces =
        ["a", "B", "7", "/", ",", ":", "%", "%2F", "%", " ", "\t", "\r\n", "\0", "\u007f", "é", "数", "据", "\uffff", "😀", "\U0010FFFF", ".", "-", "_", "+", "=", "urn:interconn:"];

    private static readonly Gen<string> Names =
        from length in Gen.Choose(1, 8)
        from pieces in Gen.ArrayOf(Gen.Elements(Pieces), length)
        select string.Concat(pieces);

    // Visible ASCII without comma; our own tokens hold no slash either.
    private static readonly Gen<string> Tokens =
        from length in Gen.Choose(1, 20)
        from characters in Gen.ArrayOf(Gen.Elements(Enumerable.Range('!', '~' - '!' + 1).Select(c => (char)c).Except([',', '/']).ToArray()), length)
        select new string(characters);

    private static readonly Gen<ResourceUrn> Urns =
        from type in Names
        from node in Names
        from resource in Names
        select new ResourceUrn(new ResourceType(type), node, resource);

    [Test]
    public void ToString_AnyName_ReadsBack() => Check.One(Thorough, Prop.ForAll(
        Urns.ToArbitrary(),
        urn => ResourceUrn.TryParse(urn.ToString(), out ResourceUrn read) && read == urn && urn.CanTravel() && urn.ToString().All(c => c is > ' ' and <= '~' and not ('/' or ','))));

    [Test]
    public void ToString_TwoNames_AreTheSameTextOnlyWhereTheyAreTheSame() => Check.One(Thorough, Prop.ForAll(
        Gen.OneOf(Urns.Two().Select(p => (p.Item1, p.Item2)), Urns.SelectMany(urn => Moved(urn).Select(other => (urn, other)))).ToArbitrary(),
        pair => (pair.Item1 == pair.Item2) == (pair.Item1.ToString() == pair.Item2.ToString())));

    [Test]
    public void P60_Format_AnyPermits_ReadBackWithTheHighestLevelFirst() => Check.One(Thorough, Prop.ForAll(
        Permits().ToArbitrary(),
        permits =>
        {
            PermitTuple[] expected =
            [
                .. permits.OrderByDescending(permit => permit.ResourceLevel)
                    .Select(permit => new PermitTuple(new ResourceUrn(permit.ResourceType, permit.ResourceNodeId, permit.ResourceId), permit.ResourceLevel, permit.Token)),
            ];
            return TokenSet.Read(TokenSet.Format(permits), out TokenSet set) == TokenSetForm.Valid && set.UnreadableCount == 0 && set.Tuples.SequenceEqual(expected);
        }));

    // The same characters with the boundaries between the parts elsewhere.
    private static Gen<ResourceUrn> Moved(ResourceUrn urn)
    {
        string all = urn.ResourceType.Value + ":" + urn.NodeId + ":" + urn.ResourceId;
        return from one in Gen.Choose(1, all.Length - 2)
               from two in Gen.Choose(one + 1, all.Length - 1)
               where !char.IsLowSurrogate(all[one]) && !char.IsLowSurrogate(all[two])
               select new ResourceUrn(new ResourceType(all[..one]), all[one..two], all[two..]);
    }

    private static Gen<ResourcePermit[]> Permits() =>
        from count in Gen.Choose(1, 5)
        from permits in Gen.ArrayOf(
            from urn in Urns
            from level in Gen.Elements(int.MinValue, -1, 0, 1, 2, int.MaxValue)
            from token in Tokens
            select new ResourcePermit
            {
                Token = token,
                ResourceLevel = level,
                ResourceType = urn.ResourceType,
                ResourceId = urn.ResourceId,
                ResourceNodeId = urn.NodeId,
                ResourceInstId = "LX01",
                RequestNodeId = "JG0100001100000000",
                RequestInstId = "JG01",
            },
            count)
        select permits;
}
