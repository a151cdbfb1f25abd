using Interconn.Sdk.Neighbours;

namespace Interconn.Sdk.Tests.Neighbours;

/// <summary>Paths: what goes into them stays one segment, and what the documents print as it is stays so.</summary>
public sealed class NeighbourEndpointTests
{
    private static readonly NeighbourEndpoint Licences = new("1.2", "licences", HttpMethod.Post, "/clients/{id}/licenses");
    private static readonly NeighbourEndpoint Products = new("3.1.8", "products", HttpMethod.Get, "/market/product/list/{categoryId}/{shareStatus}");

    [TestCase("did:fuxi:53409d7b", "/clients/did:fuxi:53409d7b/licenses")]
    [TestCase("a/b", "/clients/a%2Fb/licenses")]
    [TestCase("../x", "/clients/..%2Fx/licenses")]
    [TestCase("a?b#c", "/clients/a%3Fb%23c/licenses")]
    [TestCase("a b%", "/clients/a%20b%25/licenses")]
    [TestCase("名", "/clients/%E5%90%8D/licenses")]
    [TestCase("a\r\nX: y", "/clients/a%0D%0AX:%20y/licenses")]
    public void PathWith_AValue_KeepsItOneSegment(string value, string path) => Assert.That(Licences.PathWith(value), Is.EqualTo(path));

    [TestCase("")]
    [TestCase(".")]
    [TestCase("..")]
    public void PathWith_ASegmentThatNamesAnotherPath_Throws(string value) =>
        Assert.That(() => Licences.PathWith(value), Throws.ArgumentException.With.Property(nameof(ArgumentException.ParamName)).EqualTo("id"));

    [Test]
    public void PathWith_TwoValues_FillsThemInTheirOrder() => Assert.That(Products.PathWith("7", "1"), Is.EqualTo("/market/product/list/7/1"));

    [Test]
    public void PathWith_NoValue_IsThePath() =>
        Assert.That(new NeighbourEndpoint("1.1", "clients", HttpMethod.Post, "/clients").PathWith(), Is.EqualTo("/clients"));

    [Test]
    public void ToString_OfAnEndpoint_HasNoValues() => Assert.That(Licences.ToString(), Is.EqualTo("POST /clients/{id}/licenses"));

    [Test]
    public void IsRepeatable_OfReadingAndWriting_IsOnlyTrueForReading() =>
        Assert.That((Products.IsRepeatable, Licences.IsRepeatable), Is.EqualTo((true, false)));
}
