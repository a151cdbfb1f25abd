using System.Diagnostics.CodeAnalysis;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;

namespace Interconn.Sdk.Node.Approvals;

/// <summary>What names something that waits for a decision: a contract, or an audit.</summary>
public readonly record struct ApprovalId
{
    private const string ContractKind = "contract";

    /// <summary>Names a contract.</summary>
    /// <param name="contract">The contract.</param>
    public ApprovalId(ContractKey contract) => Contract = contract;

    /// <summary>Names an audit.</summary>
    /// <param name="audit">The audit.</param>
    public ApprovalId(AuditKey audit) => Audit = audit;

    /// <summary>The contract, or null.</summary>
    public ContractKey? Contract { get; }

    /// <summary>The audit, or null.</summary>
    public AuditKey? Audit { get; }

    /// <summary>Reads the text of <see cref="ToString"/>.</summary>
    /// <param name="text">The text, or null.</param>
    /// <param name="id">The id; meaningless where the result is false.</param>
    /// <returns>Whether it is such a text.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out ApprovalId id)
    {
        id = default;
        string[] parts = text?.Split('/') ?? [];
        if (parts.Length != 3 || parts.Any(string.IsNullOrEmpty))
        {
            return false;
        }

        string partner = Uri.UnescapeDataString(parts[1]);
        string named = Uri.UnescapeDataString(parts[2]);
        if (string.Equals(parts[0], ContractKind, StringComparison.OrdinalIgnoreCase))
        {
            id = new ApprovalId(new ContractKey(partner, named));
            return true;
        }

        // Numbers and lists of names, which the framework reads too, are no names.
        if (!Enum.TryParse(parts[0], ignoreCase: true, out AuditResource resource)
            || !string.Equals(Enum.GetName(resource), parts[0], StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        id = new ApprovalId(new AuditKey(resource, partner, named));
        return true;
    }

    /// <summary>The id as text, fit for a path: three parts, each escaped.</summary>
    /// <returns>For instance <c>dataset/JG0100001100000000/a-01</c>; empty for a value that names nothing.</returns>
    public override string ToString() => (Contract, Audit) switch
    {
        ({ } contract, _) => Join(ContractKind, contract.PartnerNodeId, contract.ContractId),
        (_, { } audit) => Join(audit.Resource.ToString().ToLowerInvariant(), audit.PartnerNodeId, audit.AuditId),
        _ => "",
    };

    private static string Join(string kind, string partner, string id) => $"{kind}/{Uri.EscapeDataString(partner)}/{Uri.EscapeDataString(id)}";
}
