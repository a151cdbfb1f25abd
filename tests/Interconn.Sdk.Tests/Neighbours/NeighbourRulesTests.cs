using Interconn.Sdk.Neighbours;

namespace Interconn.Sdk.Tests.Neighbours;

/// <summary>The settings of every neighbouring system.</summary>
public sealed class NeighbourRulesTests
{
    [TestCase("https://host.example", false)]
    [TestCase("https://host.example/with/path", false)]
    [TestCase("http://localhost:4444", false)]
    [TestCase("http://127.0.0.1:4444", false)]
    [TestCase("http://host.example", true)]
    public void CheckAddress_OfAnAddressThatMayBeCalled_AddsNothing(string address, bool allowPlainHttp) =>
        Assert.That(Check(new Uri(address), allowPlainHttp), Is.Empty);

    [TestCase("http://host.example", "AllowPlainHttp")]
    [TestCase("ftp://host.example", "http or https")]
    [TestCase("https://user:password@host.example", "without user")]
    [TestCase("https://host.example?a=b", "query")]
    [TestCase("https://host.example#a", "fragment")]
    public void CheckAddress_OfAnother_SaysWhatToChange(string address, string says)
    {
        string failure = Check(new Uri(address), allowPlainHttp: false).Single();
        Assert.That(failure, Does.StartWith("The system: Address ").And.Contains(says).And.Not.Contains("password"));
    }

    [Test]
    public void CheckAddress_OfARelativeOne_SaysWhatToChange() =>
        Assert.That(Check(new Uri("/path", UriKind.Relative), allowPlainHttp: false).Single(), Does.Contain("absolute"));

    [Test]
    public void CheckAddress_OfNone_SaysToSetIt() => Assert.That(Check(null, allowPlainHttp: false).Single(), Does.Contain("not set"));

    [Test]
    public void CheckAddress_OnLoopbackWhereThatIsNotFine_SaysToAllowIt()
    {
        var failures = new List<string>();
        NeighbourRules.CheckAddress("The system", new Uri("http://127.0.0.1"), "Address", allowPlainHttp: false, isPlainOnLoopbackFine: false, failures);
        Assert.That(failures.Single(), Does.Contain("AllowPlainHttp"));
    }

    [TestCase(1, 1024, 0)]
    [TestCase(3600, 1024 * 1024 * 1024, 0)]
    [TestCase(0, 1024, 1)]
    [TestCase(3601, 1024, 1)]
    [TestCase(1, 1023, 1)]
    [TestCase(1, (1024L * 1024 * 1024) + 1, 1)]
    [TestCase(-1, 0, 2)]
    public void CheckLimits_OfTimeAndSize_AddsOneForEachThatDoesNotHold(int seconds, long bytes, int count)
    {
        var failures = new List<string>();
        NeighbourRules.CheckLimits("The system", TimeSpan.FromSeconds(seconds), bytes, failures);
        Assert.That(failures, Has.Count.EqualTo(count));
    }

    private static List<string> Check(Uri? address, bool allowPlainHttp)
    {
        var failures = new List<string>();
        NeighbourRules.CheckAddress("The system", address, "Address", allowPlainHttp, isPlainOnLoopbackFine: true, failures);
        return failures;
    }
}
