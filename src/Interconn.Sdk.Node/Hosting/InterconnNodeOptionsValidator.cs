using Microsoft.Extensions.Options;

namespace Interconn.Sdk.Node.Hosting;

/// <summary>Checks the settings and says, for each that does not hold, what to change.</summary>
internal sealed class InterconnNodeOptionsValidator : IValidateOptions<InterconnNodeOptions>
{
    private static readonly TimeSpan MaxTime = TimeSpan.FromDays(36_500);
    private static readonly TimeSpan MaxPatience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan MaxCacheTime = TimeSpan.FromSeconds(5);

    // Longer than any change takes to prepare, however slow the store is and however the clocks of instances differ: see INodeStore.PruneAsync.
    private static readonly TimeSpan MinRetention = TimeSpan.FromHours(1);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    public ValidateOptionsResult Validate(string? name, InterconnNodeOptions options)
    {
        var failures = new List<string>();
        CheckTime(options.ContractTerm, Tick, MaxTime, nameof(options.ContractTerm), failures);
        CheckTime(options.ApplicationPatience, TimeSpan.Zero, MaxPatience, nameof(options.ApplicationPatience), failures);
        CheckTime(options.FirstRetryDelay, Tick, MaxTime, nameof(options.FirstRetryDelay), failures);
        CheckTime(options.MaxRetryDelay, options.FirstRetryDelay, MaxTime, nameof(options.MaxRetryDelay), failures);
        CheckTime(options.GiveUpAfter, Tick, MaxTime, nameof(options.GiveUpAfter), failures);
        CheckTime(options.FirstInquiryDelay, Tick, MaxTime, nameof(options.FirstInquiryDelay), failures);
        CheckTime(options.MaxInquiryDelay, options.FirstInquiryDelay, MaxTime, nameof(options.MaxInquiryDelay), failures);
        CheckTime(options.Retention, MinRetention, MaxTime, nameof(options.Retention), failures);
        CheckTime(options.PartnerCacheTime, TimeSpan.Zero, MaxCacheTime, nameof(options.PartnerCacheTime), failures);
        CheckRange(options.MaxApplicationsPerNode, 1, 100, nameof(options.MaxApplicationsPerNode), failures);
        CheckRange(options.MaxApplicationsPerAddress, 1, int.MaxValue, nameof(options.MaxApplicationsPerAddress), failures);
        CheckRange(options.MaxPartnersAtOnce, 1, 1000, nameof(options.MaxPartnersAtOnce), failures);
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static void CheckTime(TimeSpan value, TimeSpan min, TimeSpan max, string name, List<string> failures)
    {
        if (value < min || value > max)
        {
            failures.Add($"Interconn: {name} is {value}. It must be from {min} to {max}.");
        }
    }

    private static void CheckRange(int value, int min, int max, string name, List<string> failures)
    {
        if (value < min || value > max)
        {
            failures.Add($"Interconn: {name} is {value}. It must be from {min} to {max}.");
        }
    }
}
