using Interconn.Sdk.Neighbours;

namespace Interconn.Sdk.Tests.Neighbours;

/// <summary>Credentials go into a header, and are never quoted.</summary>
public sealed class NeighbourCredentialTests
{
    [Test]
    public void Header_OfACredential_HasSchemeAndCredential() =>
        Assert.That(NeighbourCredential.Header("bearer", "abc.DEF-_~+/=", "apiKey"), Is.EqualTo("bearer abc.DEF-_~+/="));

    [TestCase("")]
    [TestCase("with blank")]
    [TestCase("secret\r\nX-Other: header")]
    [TestCase("secret\0")]
    [TestCase("秘密")]
    public void Header_OfWhatCannotStandInOne_ThrowsWithoutQuotingIt(string credential)
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => NeighbourCredential.Header("bearer", credential, "apiKey"))!;
        Assert.That(exception.ParamName, Is.EqualTo("apiKey"));
        if (credential.Length > 0)
        {
            Assert.That(exception.Message, Does.Not.Contain(credential));
        }
    }

    [Test]
    public void Header_OfAnEndlessCredential_Throws() =>
        Assert.Throws<ArgumentException>(() => NeighbourCredential.Header("bearer", new string('x', (16 * 1024) + 1), "apiKey"));
}
