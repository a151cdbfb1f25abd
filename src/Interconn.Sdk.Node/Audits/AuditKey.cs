namespace Interconn.Sdk.Node.Audits;

/// <summary>What names an audit at this node. One id serves a pair of nodes in one direction only.</summary>
/// <param name="Resource">What it is about.</param>
/// <param name="PartnerNodeId">The other node.</param>
/// <param name="AuditId">The id that the applicant gave it.</param>
public readonly record struct AuditKey(AuditResource Resource, string PartnerNodeId, string AuditId);
