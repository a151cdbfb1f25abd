using System.Text;
using Interconn.Sdk.Serialization;

namespace Interconn.Sdk.Tests.Serialization;

/// <summary>What is turned away before anything is parsed or built.</summary>
public sealed class JsonScanTests
{
    [TestCase("{}")]
    [TestCase(" { \"a\" : [ 1 , { \"b\" : null } ] } \n")]
    [TestCase("""{"a":"\ud83d\ude00 数据 \u0000"}""")]
    [TestCase("""{"a":[],"b":[[],{}]}""")]
    public void IsRequest_StrictJson_Holds(string json) => Assert.That(JsonScan.IsRequest(Encoding.UTF8.GetBytes(json)), Is.True);

    [TestCase("", TestName = "B50_Empty")]
    [TestCase("   ", TestName = "B50_Blanks")]
    [TestCase("null", TestName = "B50_Null")]
    [TestCase("[]", TestName = "B50_Array")]
    [TestCase("\"x\"", TestName = "B50_Text")]
    [TestCase("5", TestName = "B50_Number")]
    [TestCase("{", TestName = "B46_CutShort")]
    [TestCase("{} {}", TestName = "B46_TwoRoots")]
    [TestCase("{}x", TestName = "B46_TrailingGarbage")]
    [TestCase("{}\0", TestName = "B46_TrailingNul")]
    [TestCase("{\"a\":1,}", TestName = "B46_TrailingComma")]
    [TestCase("{a:1}", TestName = "B46_NameWithoutQuotes")]
    [TestCase("{'a':1}", TestName = "B46_SingleQuotes")]
    [TestCase("{\"a\":NaN}", TestName = "B46_NaN")]
    [TestCase("{\"a\":Infinity}", TestName = "B46_Infinity")]
    [TestCase("{\"a\":01}", TestName = "B46_LeadingZero")]
    [TestCase("{\"a\":+1}", TestName = "B46_Plus")]
    [TestCase("{\"a\":1 /* c */}", TestName = "B46_Comment")]
    [TestCase("{\"a\":\"\t\"}", TestName = "B46_BareControlCharacter")]
    [TestCase("{\"a\":\"\\ud800\"}", TestName = "B46_HalfASurrogatePair")]
    [TestCase("{\"a\":\"\\udc00\\ud800\"}", TestName = "B46_PairTheWrongWayRound")]
    [TestCase("{\"\\ud800\":1}", TestName = "B46_HalfASurrogatePairInAName")]
    [TestCase("{\"a\":[{\"b\":\"\\ud800x\"}]}", TestName = "B46_HalfASurrogatePairDeepDown")]
    [TestCase("\uFEFF{}", TestName = "C42_ByteOrderMark")]
    public void Scan_WhatIsNotStrictJson_IsRefused(string json)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(json);
        Assert.That((JsonScan.IsRequest(bytes), JsonScan.IsAnswer(bytes)), Is.EqualTo((false, false)));
    }

    // Alone, cut short, too long a form, a surrogate, beyond the last character.
    [TestCase("FF")]
    [TestCase("80")]
    [TestCase("C3")]
    [TestCase("E695")]
    [TestCase("C0AF")]
    [TestCase("EDA080")]
    [TestCase("F4908080")]
    public void B46_BytesThatAreNoUtf8_AreRefusedInNamesAndValues(string hex)
    {
        byte[] bytes = Convert.FromHexString(hex);
        byte[] value = [.. "{\"a\":\""u8, .. bytes, .. "\"}"u8];
        byte[] name = [.. "{\""u8, .. bytes, .. "\":1}"u8];
        byte[] besideAnEscape = [.. "{\"a\":\"\\n"u8, .. bytes, .. "\"}"u8];
        Assert.That(((byte[][])[value, name, besideAnEscape]).Select(json => JsonScan.IsAnswer(json)), Is.All.False);
    }

    [TestCase(15, true)]
    [TestCase(16, false)]
    [TestCase(10_000, false)]
    [TestCase(1_000_000, false)]
    public void B46_Nesting_IsBounded(int arrays, bool expected)
    {
        byte[] json = Encoding.UTF8.GetBytes("{\"a\":" + new string('[', arrays) + new string(']', arrays) + "}");
        Assert.That((JsonScan.IsRequest(json), JsonScan.IsAnswer(json)), Is.EqualTo((expected, expected)));
    }

    [Test]
    public void B46_NestingWithoutEnd_IsRefused() =>
        Assert.That(JsonScan.IsRequest(Encoding.UTF8.GetBytes("{\"a\":" + new string('[', 1 << 20))), Is.False);

    [TestCase(1000, true)]
    [TestCase(1001, false)]
    public void B46_ListOfARequest_IsBounded(int entries, bool expected)
    {
        foreach (string entry in (string[])["1", "{}", "[]", "\"x\"", "{\"b\":[1,2]}"])
        {
            byte[] json = Encoding.UTF8.GetBytes("{\"a\":[" + string.Join(',', Enumerable.Repeat(entry, entries)) + "]}");
            Assert.That(JsonScan.IsRequest(json), Is.EqualTo(expected), entry);
            Assert.That(JsonScan.IsAnswer(json), Is.True, "Answers are bounded in bytes only.");
        }
    }

    [TestCase(256, true)]
    [TestCase(257, false)]
    public void B46_MembersOfARequest_AreBounded(int members, bool expected)
    {
        string map = "{" + string.Join(',', Enumerable.Range(0, members).Select(i => $"\"m{i}\":{{}}")) + "}";
        foreach (string json in (string[])[map, "{\"a\":" + map + "}", "{\"a\":[{\"b\":" + map + "}]}"])
        {
            Assert.That(JsonScan.IsRequest(Encoding.UTF8.GetBytes(json)), Is.EqualTo(expected));
            Assert.That(JsonScan.IsAnswer(Encoding.UTF8.GetBytes(json)), Is.True);
        }
    }

    // Each list is counted for itself, and again from nothing for the next at the same depth.
    [Test]
    public void B46_ManyListsEachWithinTheBound_Hold()
    {
        string list = "[" + string.Join(',', Enumerable.Repeat("1", 900)) + "]";
        string json = "{" + string.Join(',', Enumerable.Range(0, 5).Select(i => $"\"m{i}\":{list}")) + ",\"x\":[" + list + "," + list + "]}";
        Assert.That(JsonScan.IsRequest(Encoding.UTF8.GetBytes(json)), Is.True);
    }
}
