using Interconn.Sdk.Transport;

namespace Interconn.Sdk.Neighbours;

/// <summary>The rules that the settings of every neighbouring system follow; each that does not hold adds what to change.</summary>
internal static class NeighbourRules
{
    private const long MinBytes = 1024;
    private const long MaxBytes = 1024L * 1024 * 1024;
    private static readonly TimeSpan MaxTimeout = TimeSpan.FromHours(1);

    /// <summary>Checks an address. Plain http is for loopback, or for where it is allowed; <paramref name="isPlainOnLoopbackFine"/> says whether loopback needs no allowance.</summary>
    public static void CheckAddress(string system, Uri? address, string name, bool allowPlainHttp, bool isPlainOnLoopbackFine, List<string> failures)
    {
        if (address is null)
        {
            failures.Add($"{system}: {name} is not set. Set it to the address of the system, for instance https://host.example.");
        }
        else if (!AddressForm.IsHttp(address) || address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            failures.Add($"{system}: {name} must be absolute, http or https, without user, query and fragment.");
        }
        else if (!allowPlainHttp && AddressForm.IsPlain(address) && !(address.IsLoopback && isPlainOnLoopbackFine))
        {
            failures.Add($"{system}: {name} is plain http, and credentials go there. Use https, or set AllowPlainHttp.");
        }
    }

    /// <summary>Checks the bounds of a call.</summary>
    public static void CheckLimits(string system, TimeSpan callTimeout, long maxAnswer, List<string> failures)
    {
        if (callTimeout <= TimeSpan.Zero || callTimeout > MaxTimeout)
        {
            failures.Add($"{system}: CallTimeout must be above zero and at most {MaxTimeout}.");
        }

        if (maxAnswer is < MinBytes or > MaxBytes)
        {
            failures.Add($"{system}: MaxAnswer must be {MinBytes} to {MaxBytes} bytes.");
        }
    }
}
