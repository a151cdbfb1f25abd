using Interconn.Sdk.Neighbours;
using Microsoft.Extensions.Options;

namespace Interconn.Sdk.Fuxi.Hosting;

/// <summary>Checks the settings and says, for each that does not hold, what to change.</summary>
internal sealed class FuxiOptionsValidator : IValidateOptions<FuxiOptions>
{
    /// <summary>The system's name in messages.</summary>
    public const string System = "FUXI IS CA";

    public ValidateOptionsResult Validate(string? name, FuxiOptions options)
    {
        var failures = new List<string>();
        NeighbourRules.CheckAddress(System, options.AdminAddress, nameof(options.AdminAddress), options.AllowPlainHttp, isPlainOnLoopbackFine: true, failures);
        NeighbourRules.CheckAddress(System, options.PublicAddress, nameof(options.PublicAddress), options.AllowPlainHttp, isPlainOnLoopbackFine: true, failures);
        NeighbourRules.CheckLimits(System, options.CallTimeout, options.MaxAnswer, failures);
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
