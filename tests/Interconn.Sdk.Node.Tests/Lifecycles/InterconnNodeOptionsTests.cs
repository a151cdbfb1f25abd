using Interconn.Sdk.Node.Hosting;
using Microsoft.Extensions.Options;

namespace Interconn.Sdk.Node.Tests.Lifecycles;

public sealed class InterconnNodeOptionsTests
{
    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Century = TimeSpan.FromDays(36_500);

    private static IEnumerable<TestCaseData> Bounds =>
    [
        .. Time(nameof(InterconnNodeOptions.ContractTerm), (options, value) => options.ContractTerm = value, Millisecond, Century),
        .. Time(nameof(InterconnNodeOptions.ApplicationPatience), (options, value) => options.ApplicationPatience = value, TimeSpan.Zero, TimeSpan.FromSeconds(20)),
        .. Time(nameof(InterconnNodeOptions.FirstRetryDelay), (options, value) => options.FirstRetryDelay = value, Millisecond, TimeSpan.FromMinutes(5)),
        .. Time(nameof(InterconnNodeOptions.MaxRetryDelay), (options, value) => options.MaxRetryDelay = value, TimeSpan.FromSeconds(1), Century),
        .. Time(nameof(InterconnNodeOptions.GiveUpAfter), (options, value) => options.GiveUpAfter = value, Millisecond, Century),
        .. Time(nameof(InterconnNodeOptions.FirstInquiryDelay), (options, value) => options.FirstInquiryDelay = value, Millisecond, TimeSpan.FromHours(6)),
        .. Time(nameof(InterconnNodeOptions.MaxInquiryDelay), (options, value) => options.MaxInquiryDelay = value, TimeSpan.FromMinutes(1), Century),
        .. Time(nameof(InterconnNodeOptions.Retention), (options, value) => options.Retention = value, TimeSpan.FromHours(1), Century),
        .. Time(nameof(InterconnNodeOptions.PartnerCacheTime), (options, value) => options.PartnerCacheTime = value, TimeSpan.Zero, TimeSpan.FromSeconds(5)),
        .. Number(nameof(InterconnNodeOptions.MaxApplicationsPerNode), (options, value) => options.MaxApplicationsPerNode = value, 1, 100),
        .. Number(nameof(InterconnNodeOptions.MaxApplicationsPerAddress), (options, value) => options.MaxApplicationsPerAddress = value, 1, int.MaxValue),
        .. Number(nameof(InterconnNodeOptions.MaxPartnersAtOnce), (options, value) => options.MaxPartnersAtOnce = value, 1, 1000),
    ];

    [Test]
    public void Validate_TheDefaults_Hold() => Assert.That(Validate(new InterconnNodeOptions()), Is.SameAs(ValidateOptionsResult.Success));

    [TestCaseSource(nameof(Bounds))]
    public void Validate_AtAndBeyondEachBound_HoldsOrNamesTheSetting(string name, Action<InterconnNodeOptions> set, bool holds)
    {
        var options = new InterconnNodeOptions();
        set(options);
        ValidateOptionsResult result = Validate(options);

        Assert.That(result.Succeeded, Is.EqualTo(holds));
        if (!holds)
        {
            // A first delay that is too long also makes the longest one too short, which the defaults set.
            string longest = name.Replace("First", "Max", StringComparison.Ordinal);
            Assert.That(result.Failures, Has.One.StartsWith($"Interconn: {longest} is ").Or.One.StartsWith($"Interconn: {name} is "));
            Assert.That(result.Failures, Has.All.Contains("It must be from "));
        }
    }

    [Test]
    public void Validate_SeveralThatDoNotHold_NamesThemAll()
    {
        ValidateOptionsResult result = Validate(new InterconnNodeOptions { Retention = TimeSpan.Zero, MaxPartnersAtOnce = 0, GiveUpAfter = -Millisecond });
        Assert.That(result.Failures, Is.EquivalentTo(new[]
        {
            "Interconn: GiveUpAfter is -00:00:00.0010000. It must be from 00:00:00.0010000 to 36500.00:00:00.",
            "Interconn: Retention is 00:00:00. It must be from 01:00:00 to 36500.00:00:00.",
            "Interconn: MaxPartnersAtOnce is 0. It must be from 1 to 1000.",
        }));
    }

    private static ValidateOptionsResult Validate(InterconnNodeOptions options) => new InterconnNodeOptionsValidator().Validate(null, options);

    private static IEnumerable<TestCaseData> Time(string name, Action<InterconnNodeOptions, TimeSpan> set, TimeSpan min, TimeSpan max)
    {
        TimeSpan tick = TimeSpan.FromTicks(1);
        yield return Case(name, options => set(options, min), true, $"{min}");
        yield return Case(name, options => set(options, min - tick), false, $"less than {min}");
        yield return Case(name, options => set(options, max), true, $"{max}");
        yield return Case(name, options => set(options, max + tick), false, $"more than {max}");
    }

    private static IEnumerable<TestCaseData> Number(string name, Action<InterconnNodeOptions, int> set, int min, int max)
    {
        yield return Case(name, options => set(options, min), true, $"{min}");
        yield return Case(name, options => set(options, min - 1), false, $"less than {min}");
        yield return Case(name, options => set(options, max), true, $"{max}");
        if (max < int.MaxValue)
        {
            yield return Case(name, options => set(options, max + 1), false, $"more than {max}");
        }
    }

    private static TestCaseData Case(string name, Action<InterconnNodeOptions> set, bool holds, string value) =>
        new TestCaseData(name, set, holds).SetArgDisplayNames(name, value);
}
