using Interconn.Sdk.Node.Approvals;

namespace Interconn.Sdk.Node.Administration;

/// <summary>
/// On which terms an administrator approves: <see cref="ApprovalTerms"/>, of which anything may be left out. They are not read themselves: the generated reader
/// gives what is left out the default of its type, and a permit of level 0 opens nothing.
/// </summary>
internal sealed record ApprovalOrder
{
    public int? Level { get; init; }

    public DateTimeOffset? TimeLimit { get; init; }

    public int? TimesLimit { get; init; }

    public IReadOnlyDictionary<string, IReadOnlyList<string>>? AuthScope { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public ApprovalTerms ToTerms()
    {
        var terms = new ApprovalTerms { TimeLimit = TimeLimit, TimesLimit = TimesLimit, AuthScope = AuthScope, ExpiresAt = ExpiresAt };
        return Level is int level ? terms with { Level = level } : terms;
    }
}
