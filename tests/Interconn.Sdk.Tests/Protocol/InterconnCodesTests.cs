using System.Reflection;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Tests.Protocol;

public sealed class InterconnCodesTests
{
    // From the table of the signing profile; 40801 is the answer of case 45.
    private static readonly int[] Profile =
    [
        0, 40001, 40002, 40003, 40004, 40101, 40102, 40301, 40302, 40303, 40304, 40305, 40306, 40401, 40801, 40901, 40902, 40903, 41301, 41501, 42901,
        50001, 50101, 50301,
    ];

    private static IEnumerable<int> Constants() => typeof(InterconnCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Where(field => field.IsLiteral)
        .Select(field => (int)field.GetRawConstantValue()!);

    [Test]
    public void Codes_AreThoseOfTheProfile() => Assert.That(Constants(), Is.EquivalentTo(Profile));

    [TestCaseSource(nameof(Constants))]
    public void HttpStatusOf_Code_IsItsFirstThreeDigits(int code) =>
        Assert.That($"{InterconnCodes.HttpStatusOf(code)}", Is.EqualTo(code == 0 ? "200" : $"{code}"[..3]));

    [TestCase(40199, 401)]
    [TestCase(59999, 599)]
    [TestCase(60000, 500)]
    [TestCase(39999, 500)]
    [TestCase(200, 500)]
    [TestCase(30200, 500)]
    [TestCase(401, 500)]
    [TestCase(-1, 500)]
    [TestCase(int.MinValue, 500)]
    [TestCase(int.MaxValue, 500)]
    public void HttpStatusOf_CodeOfNobody_IsNeverASuccess(int code, int status) => Assert.That(InterconnCodes.HttpStatusOf(code), Is.EqualTo(status));

    [TestCase(0, "success")]
    [TestCase(40101, "not authenticated")]
    [TestCase(40302, "permit missing or invalid")]
    [TestCase(40903, "replayed request")]
    [TestCase(50001, "internal error")]
    public void TextOf_Code_IsFixed(int code, string text) => Assert.That(InterconnCodes.TextOf(code), Is.EqualTo(text));

    [Test]
    public void TextOf_EachCode_HasATextOfItsOwn()
    {
        string[] texts = [.. Constants().Select(InterconnCodes.TextOf)];
        Assert.That(texts, Is.Unique.And.All.Match("^[\\x20-\\x7e]{5,60}$"));
        Assert.That(InterconnCodes.TextOf(12345), Is.EqualTo(InterconnCodes.TextOf(InterconnCodes.Internal)));
    }
}
