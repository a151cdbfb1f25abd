namespace Interconn.Sdk.Node.Contracts;

/// <summary>What names a contract at this node: ids are the holder's to choose, and two holders may choose the same.</summary>
/// <param name="PartnerNodeId">The other node.</param>
/// <param name="ContractId">The id that the two nodes know it by.</param>
public readonly record struct ContractKey(string PartnerNodeId, string ContractId);
