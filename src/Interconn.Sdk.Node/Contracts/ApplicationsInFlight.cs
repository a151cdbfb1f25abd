namespace Interconn.Sdk.Node.Contracts;

/// <summary>
/// Applications of this node that are under way: asked, and not yet kept with the id that the answer names. A confirmation may overtake that answer.
/// Known to this process only: a confirmation that overtakes the answer to another's is refused as unknown (40401), and comes again, as one that was lost does.
/// </summary>
internal sealed class ApplicationsInFlight
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, List<TaskCompletionSource>> flights = new(StringComparer.Ordinal);

    /// <summary>Says that an application is under way until what is returned is disposed.</summary>
    public IDisposable Begin(string partnerNodeId)
    {
        var flight = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            if (!flights.TryGetValue(partnerNodeId, out List<TaskCompletionSource>? ofPartner))
            {
                flights.Add(partnerNodeId, ofPartner = []);
            }

            ofPartner.Add(flight);
        }

        return new Flight(this, partnerNodeId, flight);
    }

    /// <summary>Ends with the next of the applications to a node that are under way now; null where none is.</summary>
    public Task? NextEnd(string partnerNodeId)
    {
        lock (gate)
        {
            return flights.TryGetValue(partnerNodeId, out List<TaskCompletionSource>? ofPartner) ? Task.WhenAny(ofPartner.Select(flight => flight.Task)) : null;
        }
    }

    private void End(string partnerNodeId, TaskCompletionSource flight)
    {
        lock (gate)
        {
            List<TaskCompletionSource> ofPartner = flights[partnerNodeId];
            ofPartner.Remove(flight);
            if (ofPartner.Count == 0)
            {
                flights.Remove(partnerNodeId);
            }
        }

        flight.SetResult();
    }

    private sealed class Flight(ApplicationsInFlight owner, string partnerNodeId, TaskCompletionSource flight) : IDisposable
    {
        private int ended;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref ended, 1) == 0)
            {
                owner.End(partnerNodeId, flight);
            }
        }
    }
}
