using Interconn.Sdk.Permits;

namespace Interconn.Sdk.Tests.Permits;

public sealed class TokenSetTests
{
    private const string Urn = "urn:interconn:DATASET:LX0000010000280:d-01";

    [Test]
    public void Format_SeveralPermits_PutsTheHighestLevelFirst()
    {
        string? header = TokenSet.Format([Permit("d-01", 1, "one"), Permit("p/1", 3, "three"), Permit("数", -2, "two")]);

        Assert.That(header, Is.EqualTo(
            "urn:interconn:DATASET:LX0000010000280:p%2F1/3/three," +
            "urn:interconn:DATASET:LX0000010000280:d-01/1/one," +
            "urn:interconn:DATASET:LX0000010000280:%E6%95%B0/-2/two"));
    }

    [Test]
    public void Format_NoPermits_IsNull() => Assert.That(TokenSet.Format([]), Is.Null);

    [Test]
    public void Format_WhatWasFormatted_ReadsBack()
    {
        string header = TokenSet.Format([Permit("数据集", 7, "foreign/token=="), Permit("d", int.MinValue, "b"), Permit("e", int.MaxValue, "a")])!;

        // The foreign token holds a slash; it is read from the right, so only a holder whose tokens hold none reads it.
        Assert.That(TokenSet.Read(header, out TokenSet set), Is.EqualTo(TokenSetForm.Valid));
        Assert.That(set.Tuples, Is.EqualTo((PermitTuple[])
        [
            new(new(ResourceType.Dataset, "LX0000010000280", "e"), int.MaxValue, "a"),
            new(new(ResourceType.Dataset, "LX0000010000280", "d"), int.MinValue, "b"),
        ]));
        Assert.That(set.UnreadableCount, Is.EqualTo(1));
    }

    [TestCase("")]
    [TestCase("sec,ret")]
    [TestCase("sec ret")]
    [TestCase("sec\r\nret")]
    [TestCase("sec密ret")]
    public void P61_Format_TokenThatCannotTravel_ThrowsWithoutTheToken(string token)
    {
        var e = Assert.Throws<ArgumentException>(() => TokenSet.Format([Permit("d-01", 1, token)]));
        Assert.That(e.Message, Does.Contain(Urn).And.Contain("comma"));
        Assert.That(e.ToString(), Does.Not.Contain("sec"));
    }

    [Test]
    public void Format_ResourceWithoutId_Throws() =>
        Assert.That(() => TokenSet.Format([Permit("", 1, "t")]), Throws.ArgumentException.With.Message.Contains("empty or ill-formed part"));

    [Test]
    public void Format_MoreThan32Permits_Throws()
    {
        Assert.That(() => TokenSet.Format(Enumerable.Repeat(Permit("d", 1, "t"), 32)), Throws.Nothing);
        Assert.That(
            () => TokenSet.Format(Enumerable.Repeat(Permit("d", 1, "t"), 33)),
            Throws.ArgumentException.With.Message.Contains("at most 32 permits"));
    }

    [Test]
    public void Format_MoreThan16Kib_ThrowsWithoutTheToken()
    {
        // The header around the token: the URN, the level and two slashes.
        int around = Urn.Length + 3;
        Assert.That(TokenSet.Format([Permit("d-01", 1, new string('s', 16384 - around))]), Has.Length.EqualTo(16384));
        Assert.That(
            () => TokenSet.Format([Permit("d-01", 1, new string('s', 16385 - around))]),
            Throws.ArgumentException.With.Message.Contains("at most 16384").And.Message.Not.Contains("sss"));
    }

    [Test]
    public void Read_AbsentHeader_IsAValidSetWithoutEntries()
    {
        Assert.That(TokenSet.Read(null, out TokenSet set), Is.EqualTo(TokenSetForm.Valid));
        Assert.That(set.Tuples, Is.Empty);
    }

    [TestCase("", TokenSetForm.Empty)]
    [TestCase(" \t", TokenSetForm.Empty)]
    [TestCase(Urn + "/1/密", TokenSetForm.NotAscii)]
    [TestCase(Urn + "/1/a\u0080", TokenSetForm.NotAscii)]
    [TestCase(Urn + "/1/a\nb", TokenSetForm.NotAscii)]
    [TestCase(Urn + "/1/a\0", TokenSetForm.NotAscii)]
    [TestCase(Urn + "/1/a\u007f", TokenSetForm.NotAscii)]
    public void P60_Read_EmptyOrBeyondAscii_IsMalformed(string header, TokenSetForm expected)
    {
        Assert.That(TokenSet.Read(header, out TokenSet set), Is.EqualTo(expected));
        Assert.That(set.Tuples, Is.Empty);
    }

    [Test]
    public void P60_Read_At32TuplesAnd16Kib_IsValid_AndMalformedBeyond()
    {
        string tuple = Urn + "/1/t";
        Assert.That(TokenSet.Read(string.Join(',', Enumerable.Repeat(tuple, 32)), out TokenSet set), Is.EqualTo(TokenSetForm.Valid));
        Assert.That(set.Tuples, Has.Count.EqualTo(32));
        Assert.That(TokenSet.Read(string.Join(',', Enumerable.Repeat(tuple, 33)), out set), Is.EqualTo(TokenSetForm.TooManyTuples));
        Assert.That(set.Tuples, Is.Empty);
        Assert.That(TokenSet.Read(new string(',', 32), out _), Is.EqualTo(TokenSetForm.TooManyTuples));

        Assert.That(TokenSet.Read(tuple.PadRight(16384, 't'), out set), Is.EqualTo(TokenSetForm.Valid));
        Assert.That(set.Tuples, Has.Count.EqualTo(1));
        Assert.That(TokenSet.Read(tuple.PadRight(16385, 't'), out set), Is.EqualTo(TokenSetForm.TooLong));
        Assert.That(set.Tuples, Is.Empty);
    }

    [TestCase("")]
    [TestCase("token")]
    [TestCase("1/token")]
    [TestCase("/1/token")]
    [TestCase(Urn)]
    [TestCase(Urn + "/1/")]
    [TestCase(Urn + "//token")]
    [TestCase(Urn + "/+1/token")]
    [TestCase(Urn + "/-0/token")]
    [TestCase(Urn + "/01/token")]
    [TestCase(Urn + "/ 1/token")]
    [TestCase(Urn + "/1 /token")]
    [TestCase(Urn + "/1.0/token")]
    [TestCase(Urn + "/1e0/token")]
    [TestCase(Urn + "/0x1/token")]
    [TestCase(Urn + "/2147483648/token")]
    [TestCase(Urn + "/-2147483649/token")]
    [TestCase(Urn + "/18446744073709551617/token")]
    [TestCase(Urn + "/1/tok en")]
    [TestCase(Urn + "/1/token/signature")]
    [TestCase("urn:interconn:DATASET:n:a/b/1/token")]
    public void P60_Read_TupleThatDoesNotRead_GrantsNothingAndHarmsNoOther(string tuple)
    {
        Assert.That(TokenSet.Read($"{Urn}/2/first,{tuple},{Urn}/1/last", out TokenSet set), Is.EqualTo(TokenSetForm.Valid));
        Assert.That(set.Tuples.Select(read => read.Token), Is.EqualTo(["first", "last"]));
        Assert.That(set.UnreadableCount, Is.EqualTo(1));
    }

    // As two header lines are joined, and with what proxies do to blanks.
    [Test]
    public void Read_SeveralTuplesWithBlanks_TrimsEachOfThem()
    {
        Assert.That(TokenSet.Read(
            "urn:interconn:DATASET:LX0000010000280:d-01/1/abc.def-ghi, \turn:interconn:PROJECT:LX0000010000280:p%2F1/2/xyz\t",
            out TokenSet set), Is.EqualTo(TokenSetForm.Valid));
        Assert.That(set.Tuples, Is.EqualTo((PermitTuple[])
        [
            new(new(ResourceType.Dataset, "LX0000010000280", "d-01"), 1, "abc.def-ghi"),
            new(new(ResourceType.Project, "LX0000010000280", "p/1"), 2, "xyz"),
        ]));
    }

    [Test]
    public void P61_ToString_OfWhateverHoldsAToken_DoesNotShowIt()
    {
        TokenSet.Read(Urn + "/1/secret", out TokenSet set);

        Assert.That(set.ToString(), Is.EqualTo("1 permits, 0 unreadable"));
        Assert.That(set.Tuples[0].ToString(), Is.EqualTo(Urn + " level 1"));
        Assert.That(Permit("d-01", 1, "secret").ToString(), Does.Not.Contain("secret"));
        Assert.That(new PermitToken("secret", "k1").ToString(), Is.EqualTo("token under key k1"));
    }

    private static ResourcePermit Permit(string resourceId, int level, string token) => new()
    {
        Token = token,
        ResourceLevel = level,
        ResourceType = ResourceType.Dataset,
        ResourceId = resourceId,
        ResourceNodeId = "LX0000010000280",
        ResourceInstId = "LX01",
        RequestNodeId = "JG0100001100000000",
        RequestInstId = "JG01",
    };
}
