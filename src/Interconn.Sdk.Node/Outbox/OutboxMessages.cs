using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;

namespace Interconn.Sdk.Node.Outbox;

/// <summary>Writes messages for the outbox, due at once.</summary>
internal static class OutboxMessages
{
    private const int IdBytes = 16;

    /// <summary>A message about a contract, with the request that is sent.</summary>
    public static OutboxMessage About<T>(ContractRecord contract, OutboxKind kind, T request, JsonTypeInfo<T> type, DateTimeOffset now) => New(
        contract.Key, kind, OutboxLane.Of(contract.Key), now) with
    {
        Body = JsonSerializer.Serialize(request, type),
    };

    /// <summary>A message about an audit, with the request that is sent.</summary>
    public static OutboxMessage About<T>(AuditRecord audit, OutboxKind kind, T request, JsonTypeInfo<T> type, DateTimeOffset now) => New(
        audit.Contract, kind, OutboxLane.Of(audit.Key), now) with
    {
        Resource = audit.Resource,
        AuditId = audit.AuditId,
        Body = JsonSerializer.Serialize(request, type),
    };

    /// <summary>Tells the partner of a contract what this node's key and description are; made when it is sent.</summary>
    public static OutboxMessage OwnKey(ContractRecord contract, DateTimeOffset now) =>
        New(contract.Key, OutboxKind.NodeUpdate, OutboxLane.OfOwnKey(contract.Key), now);

    /// <summary>A message that waits for its next attempt, or was given up, due at once. What was given up is tried as long as a new one.</summary>
    public static OutboxMessage DueNow(OutboxMessage message, DateTimeOffset now) => message.State == OutboxState.Dead
        ? message with { State = OutboxState.Pending, NextAttemptAt = now, ResentAt = now, Attempts = 0, EndedAt = null, ClaimedUntil = null }
        : message with { NextAttemptAt = now };

    private static OutboxMessage New(ContractKey contract, OutboxKind kind, string lane, DateTimeOffset now) => new()
    {
        MessageId = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes)),
        PartnerNodeId = contract.PartnerNodeId,
        ContractId = contract.ContractId,
        Kind = kind,
        Lane = lane,
        CreatedAt = now,
        NextAttemptAt = now,
        TraceParent = Activity.Current is { IdFormat: ActivityIdFormat.W3C } cause ? cause.Id : null,
    };
}
