using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Node.Hosting;

/// <summary>The settings of a ready-made node, beyond those of <see cref="Interconn.Sdk.Hosting.InterconnOptions"/>. Checked when the host starts.</summary>
public sealed class InterconnNodeOptions
{
    /// <summary>How long a contract holds where the applicant names no end: more than 0; 365 days by default.</summary>
    public TimeSpan ContractTerm { get; set; } = TimeSpan.FromDays(365);

    /// <summary>How many undecided applications of one node are kept at a time: 1 to 100; 4 by default.</summary>
    public int MaxApplicationsPerNode { get; set; } = 4;

    /// <summary>How many undecided applications from one remote address are kept at a time: 1 or more; 4 by default. More where many partners share a gateway.</summary>
    public int MaxApplicationsPerAddress { get; set; } = 4;

    /// <summary>
    /// How long a confirmation waits for the answer to an application of ours that is still under way, which names the id: 0 or more, and less than partners
    /// wait for an answer; 3 seconds by default.
    /// </summary>
    public TimeSpan ApplicationPatience { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How long after a failure a message of the outbox is sent again for the first time: more than 0; 1 second by default. It doubles with every further one.</summary>
    public TimeSpan FirstRetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait between two attempts: at least <see cref="FirstRetryDelay"/>; 5 minutes by default.</summary>
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a message is tried before it is given up and left to an administrator: more than 0; 3 days by default.</summary>
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromDays(3);

    /// <summary>How many partners are sent to at a time: 1 to 1,000; 16 by default. One partner is sent one message at a time.</summary>
    public int MaxPartnersAtOnce { get; set; } = 16;

    /// <summary>
    /// How long after an application without a decision its partner is asked where it stands for the first time: more than 0; 1 minute by default. The wait
    /// doubles with every question.
    /// </summary>
    public TimeSpan FirstInquiryDelay { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// The longest wait between two questions, and how often a partner is asked whether what was approved still holds: at least
    /// <see cref="FirstInquiryDelay"/>; 6 hours by default.
    /// </summary>
    public TimeSpan MaxInquiryDelay { get; set; } = TimeSpan.FromHours(6);

    /// <summary>
    /// How long delivered messages and applications that came to nothing are kept: 1 hour or more; 30 days by default.
    /// </summary>
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(30);

    /// <summary>
    /// How long a partner that was looked up is taken as it was found, where other processes may have changed it: 0 to 5 seconds; 2 by default. What this
    /// process changes counts at once.
    /// </summary>
    public TimeSpan PartnerCacheTime { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Keys that this node had before its present one. Calls to partners that have not acknowledged the present key are signed with theirs, and they are
    /// told of the present one (3.4). Drop a key once no contract needs it: the log says when.
    /// </summary>
    public IList<ISigningKey> PreviousKeys { get; } = [];

    /// <summary>PEM files with such keys, not encrypted.</summary>
    public IList<string> PreviousKeyFiles { get; } = [];
}
