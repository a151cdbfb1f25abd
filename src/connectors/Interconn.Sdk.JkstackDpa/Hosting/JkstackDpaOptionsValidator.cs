using Interconn.Sdk.Neighbours;
using Microsoft.Extensions.Options;

namespace Interconn.Sdk.JkstackDpa.Hosting;

/// <summary>Checks the settings and says, for each that does not hold, what to change.</summary>
internal sealed class JkstackDpaOptionsValidator : IValidateOptions<JkstackDpaOptions>
{
    /// <summary>The system's name in messages.</summary>
    public const string System = "JKStack DPA";

    private static readonly TimeSpan MaxTokenLifetime = TimeSpan.FromDays(1);

    public ValidateOptionsResult Validate(string? name, JkstackDpaOptions options)
    {
        var failures = new List<string>();
        NeighbourRules.CheckAddress(System, options.Address, nameof(options.Address), options.AllowPlainHttp, isPlainOnLoopbackFine: true, failures);
        NeighbourRules.CheckLimits(System, options.CallTimeout, options.MaxAnswer, failures);
        CheckSet(options.ClientId, nameof(options.ClientId), "id", failures);
        CheckSet(options.ClientSecret, nameof(options.ClientSecret), "secret", failures);
        if (options.Scope is not ("all" or "default"))
        {
            failures.Add($"{System}: Scope must be 'all' or 'default'.");
        }

        if (options.TokenLifetime <= TimeSpan.Zero || options.TokenLifetime > MaxTokenLifetime)
        {
            failures.Add($"{System}: TokenLifetime must be above zero and at most {MaxTokenLifetime}.");
        }

        if (options.ModelParameterEncoding is null)
        {
            failures.Add($"{System}: ModelParameterEncoding must not be null. Leave it as it is, or use one of ModelParameterEncodings.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static void CheckSet(string? value, string name, string what, List<string> failures)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            failures.Add($"{System}: {name} is not set. Set it to the {what} of the application, from the security centre of the platform.");
        }
    }
}
