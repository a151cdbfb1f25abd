using System.Security.Cryptography;
using System.Text.Json;
using Interconn.Sdk.EntityFrameworkCore.Hosting;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Serialization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.EntityFrameworkCore.Stores;

/// <summary>
/// How what may hold a token is kept: protected where the host has ASP.NET Data Protection, otherwise as it is. A mark says which, so that a host may take
/// to protecting what it keeps later on. What cannot be read makes nothing else unreadable: its record is read without it, and written with it as it is.
/// </summary>
internal sealed class StoredSecrets(IDataProtectionProvider? protection, TimeProvider timeProvider, ILogger<StoredSecrets> logger)
{
    // Names the use, so that no other text that the host protects can be passed off as one of these. Never to be changed.
    private const string Purpose = "Interconn.Sdk.EntityFrameworkCore";
    private const string PlainMark = "plain:";
    private const string ProtectedMark = "protected:";

    private const string Unmarked = "Interconn: a stored secret has no mark. Something else than this library has written it: restore the backup from before.";
    private const string Broken = "Interconn: a stored secret is not what this library writes. Restore the backup from before.";
    private const string WithoutProtection =
        "Interconn: a stored secret is protected, and this host has no ASP.NET Data Protection. Call AddDataProtection with the keys of the host that wrote it.";

    private const string OtherKeys =
        "Interconn: a stored secret cannot be read with the Data Protection keys of this host. Every process of the node, and every restored one, needs the same keys and "
        + "the same application name: restore the keys.";

    // A list of a thousand that cannot be read has one cause.
    private static readonly TimeSpan LogInterval = TimeSpan.FromMinutes(1);

    private readonly IDataProtector? protector = protection?.CreateProtector(Purpose);
    private readonly Lock gate = new();
    private long? loggedAt;

    /// <summary>The content of a message as it is to be stored.</summary>
    public string? BodyOf(OutboxMessage message) => message.Unreadable is null ? Write(message.Body) : message.Body;

    /// <summary>The received permit of an audit as it is to be stored.</summary>
    public string? PermitOf(AuditRecord audit) => audit.ReceivedPermit is ResourcePermit permit
        ? Write(JsonSerializer.Serialize(permit, InterconnJson.Context.ResourcePermit))
        : audit.UnreadablePermit;

    /// <summary>A message with the content that is stored.</summary>
    public OutboxMessage Read(OutboxMessage stored)
    {
        if (stored.Body is null)
        {
            return stored;
        }

        if (TryRead(stored.Body, out string text, out Exception? exception))
        {
            return stored with { Body = text };
        }

        Report(text, exception);
        return stored with { Unreadable = text };
    }

    /// <summary>An audit with the permit that is stored.</summary>
    public AuditRecord Read(AuditRecord audit, string? stored)
    {
        if (stored is null)
        {
            return audit;
        }

        if (TryRead(stored, out string text, out Exception? exception))
        {
            try
            {
                return audit with { ReceivedPermit = JsonSerializer.Deserialize(text, InterconnJson.Context.ResourcePermit) };
            }
            catch (JsonException)
            {
                // The exception may quote what it could not read.
                text = Broken;
            }
        }

        Report(text, exception);
        return audit with { UnreadablePermit = stored };
    }

    private string? Write(string? text) => text is null ? null
        : protector is null ? PlainMark + text
        : ProtectedMark + protector.Protect(text);

    /// <summary>Gives what was stored, or why it cannot be read.</summary>
    private bool TryRead(string stored, out string text, out Exception? exception)
    {
        exception = null;
        if (stored.StartsWith(PlainMark, StringComparison.Ordinal))
        {
            text = stored[PlainMark.Length..];
            return true;
        }

        if (protector is null || !stored.StartsWith(ProtectedMark, StringComparison.Ordinal))
        {
            text = stored.StartsWith(ProtectedMark, StringComparison.Ordinal) ? WithoutProtection : Unmarked;
            return false;
        }

        try
        {
            text = protector.Unprotect(stored[ProtectedMark.Length..]);
            return true;
        }
        catch (CryptographicException unprotected)
        {
            text = OtherKeys;
            exception = unprotected;
            return false;
        }
    }

    private void Report(string why, Exception? exception)
    {
        lock (gate)
        {
            if (loggedAt is long last && timeProvider.GetElapsedTime(last) < LogInterval)
            {
                return;
            }

            loggedAt = timeProvider.GetTimestamp();
        }

        StoreLog.SecretUnreadable(logger, exception, why);
    }
}
