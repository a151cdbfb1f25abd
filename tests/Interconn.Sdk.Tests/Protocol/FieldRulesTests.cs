using Interconn.Sdk.Audits;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Tests.Protocol;

/// <summary>What an identifier may hold, whichever model it stands in.</summary>
public sealed class FieldRulesTests
{
    [TestCase("a-1")]
    [TestCase("审批 1")]
    [TestCase("𠮷-1", Description = "a character of two units")]
    [TestCase("1-𠮷", Description = "the pair at the very end")]
    public void Id_OfWholeCharacters_Passes(string id) => Assert.That(() => Check(id), Throws.Nothing);

    [TestCase("", Description = "empty")]
    [TestCase("a\nb", Description = "a line break")]
    [TestCase("a\u007f", Description = "delete")]
    [TestCase("a\u0085", Description = "a control character beyond ASCII")]
    public void Id_EmptyOrWithControlCharacters_IsRefusedByName(string id) => AssertRefused(id);

    [TestCase("a\u2028INFO forged", Description = "a line separator")]
    [TestCase("a\u2029INFO forged", Description = "a paragraph separator")]
    [TestCase("a\u202egnp.exe", Description = "a turn of the direction of reading")]
    [TestCase("a\u2066b", Description = "an isolate")]
    [TestCase("a\u200bb", Description = "a blank without width")]
    [TestCase("\ufeffa", Description = "a byte order mark")]
    public void L85_Id_WithWhatIsNotSeen_IsRefusedByName(string id) => AssertRefused(id);

    [TestCase("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", Description = "letters that are kept apart")]
    [TestCase("\u0915\u094d\u200d\u0937", Description = "letters that are joined")]
    public void L85_Id_OfALanguageThatJoinsLetters_Passes(string id) => Assert.That(() => Check(id), Throws.Nothing);

    [Test]
    public void Id_WithHalfACharacter_IsRefusedByName([Values] bool high, [Values("{0}", "a{0}", "{0}a", "𠮷{0}")] string pattern) =>
        AssertRefused(string.Format(System.Globalization.CultureInfo.InvariantCulture, pattern, high ? '\ud842' : '\udfb7'));

    private static void AssertRefused(string id)
    {
        InterconnException refused = Assert.Throws<InterconnException>(() => Check(id))!;
        Assert.That((refused.Code, refused.Field), Is.EqualTo((InterconnCodes.FieldRule, "audit_id")));
    }

    private static void Check(string id) => ((IFieldRules)new AuditQuery { AuditId = id }).Check();
}
