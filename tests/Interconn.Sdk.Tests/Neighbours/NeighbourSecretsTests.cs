using Interconn.Sdk.Neighbours;

namespace Interconn.Sdk.Tests.Neighbours;

/// <summary>What a call carried does not come back in what is told of it, in whichever way it is spelled.</summary>
public sealed class NeighbourSecretsTests
{
    private const string Secret = "s3cret\"of\\the account+名";

    [TestCase("s3cret\"of\\the account+名", Description = "as it stands")]
    [TestCase("s3cret%22of%5Cthe%20account%2B%E5%90%8D", Description = "in an address")]
    [TestCase("s3cret\\\"of\\\\the account+名", Description = "in JSON, with few escapes")]
    [TestCase("s3cret\\u0022of\\\\the account\\u002B\\u540D", Description = "in JSON, with many")]
    public void Remove_OfASecretInAnySpelling_TakesItOut(string spelled) =>
        Assert.That(NeighbourSecrets.Remove(Call(Secret), $"no: '{spelled}' is wrong, {spelled}"), Is.EqualTo("no: '[removed]' is wrong, [removed]"));

    [Test]
    public void Remove_OfSecretsOfWhichOneHoldsAnother_LeavesNothingOfEither() =>
        Assert.That(NeighbourSecrets.Remove(Call("key-1", "key-12"), "key-12 and key-1"), Is.EqualTo("[removed] and [removed]"));

    [TestCase("session=0123456789abcdef; path=/")]
    [TestCase("Bearer 0123456789abcdef")]
    [TestCase("0123456789abcdef")]
    public void Remove_OfWhatStoodInAHeader_TakesOutItsParts(string header)
    {
        NeighbourCall call = Call();
        call.SentHeaders = [header];
        Assert.That(NeighbourSecrets.Remove(call, "session 0123456789abcdef is over"), Is.EqualTo("session [removed] is over"));
    }

    [Test]
    public void Remove_OfShortPartsOfAHeader_LeavesThem()
    {
        NeighbourCall call = Call();
        call.SentHeaders = ["a=1; path=/"];
        Assert.That(NeighbourSecrets.Remove(call, "1 path is over"), Is.EqualTo("1 path is over"));
    }

    [Test]
    public void Remove_OfAnEmptySecret_LeavesTheText() => Assert.That(NeighbourSecrets.Remove(Call(""), "the text"), Is.EqualTo("the text"));

    [Test]
    public void Remove_OfHalfASurrogatePair_DoesNotThrow() => Assert.That(NeighbourSecrets.Remove(Call("a\ud800b"), "the a\ud800b text"), Is.EqualTo("the [removed] text"));

    private static NeighbourCall Call(params string[] secrets) => new()
    {
        Endpoint = new NeighbourEndpoint("1", "call", HttpMethod.Post, "/call"),
        Address = new Uri("https://system.example"),
        Target = "/call",
        Secrets = secrets,
    };
}
