using Interconn.Sdk.Hosting;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.AspNetCore.Pipeline;

/// <summary>Stage 4: what is counted against whom, and how much of it is too much.</summary>
internal sealed class BudgetStage(LocalNode node, FailureBudget budget)
{
    private const string AnySubject = "*";
    private const string UnsignedSubject = "(unsigned)";
    private const string OwnKeySubject = "(own key)";
    private const int Factor = 10;

    /// <summary>Whether calls in this node's name from this address, or calls from this address in any name, have failed too often.</summary>
    public bool IsSpent(IncomingCall call)
    {
        if (budget.IsUntouched)
        {
            return false;
        }

        int limit = node.Options.MaxFailuresPerMinute;
        return budget.IsSpent(call.RemoteKey, call.Headers.Source ?? "", limit) || budget.IsSpent(call.RemoteKey, AnySubject, TenTimes(limit));
    }

    /// <summary>Counts a call that failed verification.</summary>
    public void RecordFailure(IncomingCall call)
    {
        budget.Record(call.RemoteKey, call.Headers.Source ?? "");
        budget.Record(call.RemoteKey, AnySubject);
    }

    /// <summary>Counts an unsigned call and says whether it is one too many.</summary>
    public bool IsUnsignedSpent(IncomingCall call) => IsSpent(call, UnsignedSubject, node.Options.MaxUnsignedCallsPerMinute);

    /// <summary>
    /// Counts a signed application, and says whether it is one too many. Its key is of the sender's own making, so that anybody can sign one; but it costs him more.
    /// </summary>
    public bool IsOwnKeySpent(IncomingCall call) =>
        call.Demand.Endpoint == InterconnEndpoints.ApplyContract
        && IsSpent(call, OwnKeySubject, TenTimes(node.Options.MaxUnsignedCallsPerMinute));

    // A host that wants no limit sets the largest number there is.
    private static int TenTimes(int limit) => (int)Math.Min(int.MaxValue, (long)limit * Factor);

    private bool IsSpent(IncomingCall call, string subject, int limit)
    {
        bool spent = budget.IsSpent(call.RemoteKey, subject, limit);
        if (!spent)
        {
            budget.Record(call.RemoteKey, subject);
        }

        return spent;
    }
}
