using Interconn.Sdk.JkstackDpa.Callbacks;

namespace Interconn.Sdk.JkstackDpa.AspNetCore.Receiving;

/// <summary>What a request holds: a callback, or the status and the reason with which it is refused.</summary>
internal sealed record CallbackReading(PlanCallback? Callback, int Status, string Reason)
{
    public static CallbackReading Of(PlanCallback callback) => new(callback, 200, "");

    public static CallbackReading Refused(int status, string reason) => new(null, status, reason);
}
