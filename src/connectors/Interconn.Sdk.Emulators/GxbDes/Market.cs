using Interconn.Sdk.Emulators.Hosting;

namespace Interconn.Sdk.Emulators.GxbDes;

/// <summary>The state under its lock: every request sees it between two others, at one moment, with the votes settled whose time is over.</summary>
internal sealed class Market(TimeProvider timeProvider)
{
    private readonly Lock gate = new();
    private readonly MarketState state = new();

    /// <summary>Looks at the state, or changes it.</summary>
    public T Under<T>(Func<MarketState, T> look)
    {
        lock (gate)
        {
            return look(state);
        }
    }

    /// <summary>Changes the state.</summary>
    public void Under(Action<MarketState> change)
    {
        lock (gate)
        {
            change(state);
        }
    }

    /// <summary>Answers a request of the merchant whose session it is. What <paramref name="serve"/> cannot parse is answered as what cannot be read.</summary>
    public Task AnswerAsync(EmulatedRequest request, Func<MarketState, MarketAnswer> serve)
    {
        MarketAnswer answer;
        lock (gate)
        {
            state.Turn(timeProvider.GetUtcNow());
            answer = state.Merchants.ContainsKey(state.Caller) ? Serve(serve) : MarketAnswer.Refused(MarketCodes.Forbidden, "请先登录");
        }

        return answer.SendAsync(request);
    }

    /// <summary>Answers what cannot be read.</summary>
    public static Task RefuseAsync(EmulatedRequest request) => MarketAnswer.Unreadable().SendAsync(request);

    private MarketAnswer Serve(Func<MarketState, MarketAnswer> serve)
    {
        try
        {
            return serve(state);
        }
        catch (FormatException)
        {
            return MarketAnswer.Unreadable();
        }
    }
}
