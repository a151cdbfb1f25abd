using Interconn.Sdk.Neighbours;
using Microsoft.Extensions.Options;

namespace Interconn.Sdk.GxbDes.Hosting;

/// <summary>Checks the settings and says, for each that does not hold, what to change.</summary>
internal sealed class GxbDesOptionsValidator : IValidateOptions<GxbDesOptions>
{
    /// <summary>The system's name in messages.</summary>
    public const string System = "GXB DES";

    public ValidateOptionsResult Validate(string? name, GxbDesOptions options)
    {
        var failures = new List<string>();
        NeighbourRules.CheckAddress(System, options.Address, nameof(options.Address), options.AllowPlainHttp, isPlainOnLoopbackFine: true, failures);
        NeighbourRules.CheckLimits(System, options.CallTimeout, options.MaxAnswer, failures);
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
