using System.Diagnostics;
using System.Threading.Channels;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;

namespace Interconn.Sdk.Node.Upkeep;

/// <summary>
/// Applications whose decision may begin, since they were acknowledged, each with the trace of the call that brought it. One that is lost with the process is found
/// again by its date; the queue only spares the wait.
/// </summary>
internal sealed class DecisionRequests
{
    private readonly Channel<(DecisionRequest Request, ActivityContext Trace)> queue =
        Channel.CreateUnbounded<(DecisionRequest Request, ActivityContext Trace)>(new UnboundedChannelOptions { SingleReader = true });

    public ChannelReader<(DecisionRequest Request, ActivityContext Trace)> Reader => queue.Reader;

    public void Request(ContractKey key) => Write(new DecisionRequest(key, null));

    public void Request(AuditKey key) => Write(new DecisionRequest(null, key));

    private void Write(DecisionRequest request) => queue.Writer.TryWrite((request, Activity.Current?.Context ?? default));
}
