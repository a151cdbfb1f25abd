using Interconn.Sdk.Permits;

namespace Interconn.Sdk.Tests.Permits;

public sealed class ResourceUrnTests
{
    [TestCase("DATASET", "LX0000010000280", "d-01", "urn:interconn:DATASET:LX0000010000280:d-01")]
    [TestCase("PROJECT", "LX0000010000280", "p/1", "urn:interconn:PROJECT:LX0000010000280:p%2F1")]
    [TestCase("DATASET", "a:b", "x,y z%", "urn:interconn:DATASET:a%3Ab:x%2Cy%20z%25")]
    [TestCase("数据", "节点", "数据集一", "urn:interconn:%E6%95%B0%E6%8D%AE:%E8%8A%82%E7%82%B9:%E6%95%B0%E6%8D%AE%E9%9B%86%E4%B8%80")]
    [TestCase("MODEL", "n", "\t\u007f", "urn:interconn:MODEL:n:%09%7F")]
    [TestCase("MODEL", "n", "😀", "urn:interconn:MODEL:n:%F0%9F%98%80")]
    [TestCase("MODEL", "n", "a@b+c!*'()~_.-", "urn:interconn:MODEL:n:a@b+c!*'()~_.-")]
    public void ToString_AnyId_EscapesWhatMustBeAndReadsBack(string type, string node, string resource, string expected)
    {
        var urn = new ResourceUrn(new ResourceType(type), node, resource);

        Assert.That(urn.ToString(), Is.EqualTo(expected));
        Assert.That(ResourceUrn.TryParse(expected, out ResourceUrn read), Is.True);
        Assert.That(read, Is.EqualTo(urn));
    }

    [TestCase("urn:interconn:DATASET:n:%61b", "ab")]
    [TestCase("urn:interconn:DATASET:n:a%2fb", "a/b")]
    [TestCase("urn:interconn:DATASET:n:a%40b", "a@b")]
    public void TryParse_MoreEscapedThanNeedBe_GivesTheDecodedId(string text, string resource)
    {
        Assert.That(ResourceUrn.TryParse(text, out ResourceUrn urn), Is.True);
        Assert.That(urn, Is.EqualTo(new ResourceUrn(ResourceType.Dataset, "n", resource)));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("urn:interconn:")]
    [TestCase("urn:interconn:DATASET:n")]
    [TestCase("urn:interconn:DATASET:n:")]
    [TestCase("urn:interconn::n:r")]
    [TestCase("urn:interconn:DATASET::r")]
    [TestCase("urn:interconn:DATASET:n:r:x")]
    [TestCase("URN:interconn:DATASET:n:r")]
    [TestCase(" urn:interconn:DATASET:n:r")]
    [TestCase("urn:interconn:DATASET:n:r ")]
    [TestCase("urn:other:DATASET:n:r")]
    [TestCase("urn:interconn:DATASET:n:a/b")]
    [TestCase("urn:interconn:DATASET:n:a,b")]
    [TestCase("urn:interconn:DATASET:n:a%")]
    [TestCase("urn:interconn:DATASET:n:a%4")]
    [TestCase("urn:interconn:DATASET:n:a%4g")]
    [TestCase("urn:interconn:DATASET:n:a%+4")]
    [TestCase("urn:interconn:DATASET:n:%C0%80")]
    [TestCase("urn:interconn:DATASET:n:%ED%A0%80")]
    [TestCase("urn:interconn:DATASET:n:%FF")]
    [TestCase("urn:interconn:DATASET:n:数")]
    [TestCase("urn:interconn:DATASET:n:a\tb")]
    public void TryParse_AnythingElse_IsRefused(string? text) => Assert.That(ResourceUrn.TryParse(text, out _), Is.False);

    [Test]
    public void CanTravel_HalfASurrogatePairOrAnEmptyPart_IsFalse()
    {
        Assert.That(new ResourceUrn(ResourceType.Model, "n", "a\ud800").CanTravel(), Is.False);
        Assert.That(new ResourceUrn(ResourceType.Model, "n", "").CanTravel(), Is.False);
        Assert.That(default(ResourceUrn).CanTravel(), Is.False);
        Assert.That(new ResourceUrn(ResourceType.Model, "n", "a").CanTravel(), Is.True);
    }
}
