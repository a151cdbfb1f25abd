using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Interconn.Sdk.Serialization;

namespace Interconn.Sdk.Tests.Serialization;

/// <summary>A member that an object has twice is found, however it is written, however many there are, and however deep it stands.</summary>
public sealed class MemberNamesTests
{
    [TestCase("""{"a":1,"a":2}""", TestName = "B46_Plain")]
    [TestCase("""{"a":1,"\u0061":2}""", TestName = "B46_SecondByAnEscape")]
    [TestCase("""{"\u0061":1,"a":2}""", TestName = "B46_FirstByAnEscape")]
    [TestCase("""{"\u0061":1,"b":2,"\u0061":3}""", TestName = "B46_BothByAnEscape")]
    [TestCase("""{"x":{"a":1,"a":2}}""", TestName = "B46_Within")]
    [TestCase("""{"x":[{},{"a":1,"b":{"a":1},"a":2}]}""", TestName = "B46_AroundAnotherObject")]
    [TestCase("""{"a":{"a":{"a":1}},"a":2}""", TestName = "B46_AfterTheSameNameWithin")]
    [TestCase("""{"":1,"":2}""", TestName = "B46_EmptyName")]
    [TestCase("""{"数据":1,"数据":2}""", TestName = "B46_Chinese")]
    public void IsRequest_MemberTwice_IsFalse(string json) => Assert.That(JsonScan.IsRequest(Encoding.UTF8.GetBytes(json)), Is.False);

    [TestCase("""{"a":{"a":{"a":1}},"b":{"a":1}}""")]
    [TestCase("""{"a":[{"a":1},{"a":1}]}""")]
    [TestCase("""{"a":1,"A":2,"a ":3,"aa":4,"\u0062":5}""")]
    public void IsRequest_SameNameInOtherObjects_Holds(string json) => Assert.That(JsonScan.IsRequest(Encoding.UTF8.GetBytes(json)), Is.True);

    // Sixteen are compared in place, all open objects have room for sixty-four; beyond either there are sets.
    [Test]
    public void B46_LastOfManyMembers_RepeatingAnyOther_IsFound([Values(1, 2, 15, 16, 17, 18, 63, 64, 65, 255)] int members)
    {
        for (int repeated = 0; repeated < members; repeated += Math.Max(1, members / 8))
        {
            string names = string.Join(',', Enumerable.Range(0, members).Select(static i => $"\"m{i}\":{{\"m0\":0}}"));
            Assert.Multiple(() =>
            {
                Assert.That(JsonScan.IsRequest(Encoding.UTF8.GetBytes($"{{{names}}}")), Is.True);
                Assert.That(JsonScan.IsRequest(Encoding.UTF8.GetBytes($"{{{names},\"m{repeated}\":1}}")), Is.False);
            });
        }
    }

    [Test]
    public void B46_ManyMembersInEachOfManyOpenObjects_AreToldApart([Values(1, 10, 16, 17, 40)] int members)
    {
        const int Depth = 12;
        string names = string.Concat(Enumerable.Range(0, members).Select(static i => $"\"m{i}\":0,"));
        string Nested(string last) => string.Concat(Enumerable.Repeat($"{{{names}\"in\":", Depth)) + "0" + string.Concat(Enumerable.Repeat($",\"{last}\":0}}", Depth));
        Assert.Multiple(() =>
        {
            Assert.That(JsonScan.IsRequest(Encoding.UTF8.GetBytes(Nested("out"))), Is.True);
            Assert.That(JsonScan.IsRequest(Encoding.UTF8.GetBytes(Nested("in"))), Is.False);
            Assert.That(JsonScan.IsRequest(Encoding.UTF8.GetBytes(Nested($"m{members - 1}"))), Is.False);
        });
    }

    // Names of few letters, so that they meet; the framework's own parser is the judge of what is the same name.
    [Test]
    public void IsRequest_AnyObject_IsFalseWhereTheFrameworkFindsAMemberTwice() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(500),
        Prop.ForAll(Gen.Choose(0, 39).ListOf().ToArbitrary(), static picks =>
        {
            string json = "{" + string.Join(',', picks.Select(static pick => pick < 30 ? $"\"n{pick % 10}{pick / 10}\":0" : $"\"\\u006e{pick - 30}0\":0")) + "}";
            return JsonScan.IsRequest(Encoding.UTF8.GetBytes(json)) == IsWithoutRepetition(json);
        }));

    private static bool IsWithoutRepetition(string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
