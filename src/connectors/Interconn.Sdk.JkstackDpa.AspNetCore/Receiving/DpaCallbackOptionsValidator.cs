using Microsoft.Extensions.Options;

namespace Interconn.Sdk.JkstackDpa.AspNetCore.Receiving;

/// <summary>Checks the settings and says, for each that does not hold, what to change.</summary>
internal sealed class DpaCallbackOptionsValidator : IValidateOptions<DpaCallbackOptions>
{
    private const int MaxRemembered = 10_000_000;
    private static readonly TimeSpan MaxLease = TimeSpan.FromDays(1);

    public ValidateOptionsResult Validate(string? name, DpaCallbackOptions options)
    {
        var failures = new List<string>();
        if (options.Lease <= TimeSpan.Zero || options.Lease > MaxLease)
        {
            failures.Add($"DPA callbacks: Lease must be above zero and at most {MaxLease}.");
        }

        if (options.RememberFor <= options.Lease)
        {
            failures.Add("DPA callbacks: RememberFor must be longer than Lease.");
        }

        if (options.MaxRemembered is < 1 or > MaxRemembered)
        {
            failures.Add($"DPA callbacks: MaxRemembered must be 1 to {MaxRemembered}.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
