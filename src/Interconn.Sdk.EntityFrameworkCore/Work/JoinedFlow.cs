namespace Interconn.Sdk.EntityFrameworkCore.Work;

/// <summary>What the present asynchronous flow is within: a transaction of the host, or the host's part in a transition of the node.</summary>
internal sealed class JoinedFlow
{
    private readonly AsyncLocal<JoinedTransaction?> transaction = new();
    private readonly AsyncLocal<bool> isIntercepting = new();

    /// <summary>The transaction of the host that is under way; null where there is none, and for what was started in one and goes on after its end.</summary>
    public JoinedTransaction? Transaction
    {
        get => transaction.Value is { IsOver: false } current ? current : null;
        set => transaction.Value = value;
    }

    /// <summary>Whether an interceptor of the host is being asked.</summary>
    public bool IsIntercepting
    {
        get => isIntercepting.Value;
        set => isIntercepting.Value = value;
    }
}
