namespace Interconn.Sdk.JkstackDpa.AspNetCore;

/// <summary>The settings of the callback receiver.</summary>
public sealed class DpaCallbackOptions
{
    /// <summary>
    /// How long the handler may take, above zero and at most a day: its token fires then. What was left in the middle can be delivered again after it. 5 minutes unless set.
    /// </summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long the store in memory remembers, longer than <see cref="Lease"/>. A day unless set. Stores of the host have their own bounds.</summary>
    public TimeSpan RememberFor { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How many callbacks the store in memory remembers, 1 to 10,000,000; beyond that it forgets the oldest. 100,000 unless set.</summary>
    public int MaxRemembered { get; set; } = 100_000;
}
