using System.Security.Cryptography;

namespace Interconn.Sdk.Node.Tests.Lifecycles;

/// <summary>
/// Acts done at once, and whether they can have been done one after the other: whether an order exists, in which none comes before one that had ended when it began, whose
/// answers by the model are those that were given.
/// </summary>
internal static class ActHistory
{
    /// <summary>Does acts, all begun at once.</summary>
    public static async Task<IReadOnlyList<ActDone<TState>>> DoAtOnceAsync<TState>(IReadOnlyList<ModelAct<TState>> acts)
    {
        long count = 0;
        var begin = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<ActDone<TState>>[] doing = [.. acts.Select(act => Task.Run(async () =>
        {
            await begin.Task;
            long begun = Interlocked.Increment(ref count);
            string answer = await act.DoAsync();
            return new ActDone<TState>(act, answer, begun, Interlocked.Increment(ref count));
        }))];
        begin.SetResult();
        return await Task.WhenAll(doing);
    }

    /// <summary>Whether some order of the acts leads from a state to one that holds, with the answers that were given.</summary>
    public static bool Fits<TState>(TState state, IReadOnlyList<ActDone<TState>> acts, Func<TState, bool> isLeft)
    {
        if (acts.Count == 0)
        {
            return isLeft(state);
        }

        long firstEnd = acts.Min(act => act.Ended);
        foreach (ActDone<TState> next in acts.Where(act => act.Begun < firstEnd))
        {
            (TState after, string answer) = next.Act.Step(state);
            if (answer == next.Answer && Fits(after, [.. acts.Where(act => act != next)], isLeft))
            {
                return true;
            }
        }

        return false;
    }

    public static T Pick<T>(IReadOnlyList<T> list) => list[RandomNumberGenerator.GetInt32(list.Count)];

    public static string Describe<TState>(IEnumerable<ActDone<TState>> acts) =>
        string.Join("; ", acts.Select(act => $"[{act.Begun}-{act.Ended}] {act.Act.Name} → {act.Answer}"));
}
