namespace Interconn.Sdk.Testing.Tests.Conformance;

/// <summary>Lets callers go on once so many have come, and those after them in groups of the same size, or at once.</summary>
internal sealed class Rendezvous(int parties, bool isRepeated)
{
    private readonly Lock gate = new();
    private TaskCompletionSource all = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int come;

    public Task ArriveAsync()
    {
        lock (gate)
        {
            Task awaited = all.Task;
            if (++come == parties)
            {
                all.SetResult();
                if (isRepeated)
                {
                    all = new(TaskCreationOptions.RunContinuationsAsynchronously);
                    come = 0;
                }
            }

            return awaited;
        }
    }
}
