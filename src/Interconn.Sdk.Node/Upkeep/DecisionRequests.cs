using System.Threading.Channels;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;

namespace Interconn.Sdk.Node.Upkeep;

/// <summary>
/// Applications whose decision may begin, since they were acknowledged. One that is lost with the process is found again by its date; the queue only spares the wait.
/// </summary>
internal sealed class DecisionRequests
{
    private readonly Channel<DecisionRequest> queue = Channel.CreateUnbounded<DecisionRequest>(new UnboundedChannelOptions { SingleReader = true });

    public ChannelReader<DecisionRequest> Reader => queue.Reader;

    public void Request(ContractKey key) => queue.Writer.TryWrite(new DecisionRequest(key, null));

    public void Request(AuditKey key) => queue.Writer.TryWrite(new DecisionRequest(null, key));
}
