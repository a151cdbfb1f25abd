using Interconn.Sdk.Node.Outbox;

namespace Interconn.Sdk.Node.Administration;

/// <summary>A message of the outbox. Its content stays out: it may hold a token.</summary>
internal sealed record MessageView(
    string MessageId,
    string PartnerNodeId,
    string Kind,
    string State,
    string ContractId,
    string? Resource,
    string? AuditId,
    DateTimeOffset CreatedAt,
    DateTimeOffset NextAttemptAt,
    DateTimeOffset? EndedAt,
    int Attempts,
    int LastCode,
    string? LastFailure)
{
    public static MessageView Of(OutboxMessage message) => new(
        message.MessageId,
        message.PartnerNodeId,
        message.Kind.ToString(),
        message.State.ToString(),
        message.ContractId,
        message.Resource?.ToString(),
        message.AuditId,
        message.CreatedAt,
        message.NextAttemptAt,
        message.EndedAt,
        message.Attempts,
        message.LastCode,
        message.LastFailure);
}
