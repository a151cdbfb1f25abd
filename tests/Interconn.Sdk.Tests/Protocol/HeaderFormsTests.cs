using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Tests.Protocol;

public sealed class HeaderFormsTests
{
    [TestCase("a", true)]
    [TestCase("JG0100001100000000", true)]
    [TestCase("a.b_c:d-E9", true)]
    [TestCase("", false)]
    [TestCase("a b", false)]
    [TestCase("a\n", false)]
    [TestCase("\r\na", false)]
    [TestCase("a\0", false)]
    [TestCase("a/b", false)]
    [TestCase("a,b", false)]
    [TestCase("a%41", false)]
    [TestCase("é", false)]
    [TestCase("ａ", false)]
    [TestCase("٣", false)]
    public void IsId_Form_IsExact(string value, bool expected) => Assert.That(HeaderForms.IsId(value), Is.EqualTo(expected));

    [TestCase("0123456789abcdef", true)]
    [TestCase("ABC_def-0123456789", true)]
    [TestCase("0123456789abcde", false)]
    [TestCase("0123456789abcde.", false)]
    [TestCase("0123456789abcde:", false)]
    [TestCase("0123456789abcde ", false)]
    [TestCase("0123456789abcde=", false)]
    [TestCase("0123456789abcdef\n", false)]
    public void R18_IsNonce_Form_IsExact(string value, bool expected) => Assert.That(HeaderForms.IsNonce(value), Is.EqualTo(expected));

    [TestCase("x", true)]
    [TestCase("a-B_9", true)]
    [TestCase("", false)]
    [TestCase("a.b", false)]
    [TestCase("a:b", false)]
    public void L87_IsCsrf_Form_IsExact(string value, bool expected) => Assert.That(HeaderForms.IsCsrf(value), Is.EqualTo(expected));

    [Test]
    public void Lengths_AreInclusive() => Assert.Multiple(() =>
    {
        Assert.That((HeaderForms.IsId(new string('a', 128)), HeaderForms.IsId(new string('a', 129))), Is.EqualTo((true, false)));
        Assert.That((HeaderForms.IsNonce(new string('a', 64)), HeaderForms.IsNonce(new string('a', 65))), Is.EqualTo((true, false)));
        Assert.That((HeaderForms.IsCsrf(new string('a', 128)), HeaderForms.IsCsrf(new string('a', 129))), Is.EqualTo((true, false)));
    });

    // Every character of the Basic Multilingual Plane, against the text of the profile.
    [Test]
    public void Characters_AreThoseOfTheProfileAndNoOthers()
    {
        const string Nonce = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
        const string Id = Nonce + ".:";
        IEnumerable<char> all = Enumerable.Range(0, 0x10000).Select(code => (char)code);
        Assert.That(all.Where(c => HeaderForms.IsId(new string(c, 16))), Is.EquivalentTo(Id));
        Assert.That(all.Where(c => HeaderForms.IsNonce(new string(c, 16))), Is.EquivalentTo(Nonce));
        Assert.That(all.Where(c => HeaderForms.IsCsrf(new string(c, 16))), Is.EquivalentTo(Nonce));
        Assert.That(all.Where(c => HeaderForms.IsTimestamp(new string(c, 13), 13)), Is.EquivalentTo("123456789"));
    }

    [TestCase("1766275200000", 13, true)]
    [TestCase("1766275200", 10, true)]
    [TestCase("1766275200", 13, false)]
    [TestCase("176627520000", 13, false)]
    [TestCase("17662752000000", 13, false)]
    [TestCase("0766275200000", 13, false)]
    [TestCase("-766275200000", 13, false)]
    [TestCase("+766275200000", 13, false)]
    [TestCase(" 766275200000", 13, false)]
    [TestCase("1.76627520e12", 13, false)]
    [TestCase("１766275200000", 13, false)]
    [TestCase("176627520000\n", 13, false)]
    public void T27_IsTimestamp_Form_IsExact(string value, int digits, bool expected) =>
        Assert.That(HeaderForms.IsTimestamp(value, digits), Is.EqualTo(expected));
}
