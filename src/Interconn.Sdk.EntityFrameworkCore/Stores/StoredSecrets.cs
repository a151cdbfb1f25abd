using System.Security.Cryptography;
using System.Text.Json;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Serialization;
using Microsoft.AspNetCore.DataProtection;

namespace Interconn.Sdk.EntityFrameworkCore.Stores;

/// <summary>
/// How what may hold a token is kept: protected where the host has ASP.NET Data Protection, otherwise as it is. A mark says which, so that a host may take
/// to protecting what it keeps later on.
/// </summary>
internal sealed class StoredSecrets(IDataProtectionProvider? protection)
{
    // Names the use, so that no other text that the host protects can be passed off as one of these. Never to be changed.
    private const string Purpose = "Interconn.Sdk.EntityFrameworkCore";
    private const string PlainMark = "plain:";
    private const string ProtectedMark = "protected:";

    private readonly IDataProtector? protector = protection?.CreateProtector(Purpose);

    public string? Write(string? text) => text is null ? null
        : protector is null ? PlainMark + text
        : ProtectedMark + protector.Protect(text);

    public string? Write(ResourcePermit? permit) => permit is null ? null : Write(JsonSerializer.Serialize(permit, InterconnJson.Context.ResourcePermit));

    /// <exception cref="InvalidOperationException">It is protected, and not by the keys of this host.</exception>
    public string? Read(string? stored)
    {
        if (stored is null)
        {
            return null;
        }

        if (stored.StartsWith(PlainMark, StringComparison.Ordinal))
        {
            return stored[PlainMark.Length..];
        }

        if (!stored.StartsWith(ProtectedMark, StringComparison.Ordinal))
        {
            throw new InvalidOperationException("Interconn: a stored secret has no mark. Something else than this library has written it.");
        }

        if (protector is null)
        {
            throw new InvalidOperationException("Interconn: a stored secret is protected, and this host has no ASP.NET Data Protection. Call AddDataProtection with the keys of the host that wrote it.");
        }

        try
        {
            return protector.Unprotect(stored[ProtectedMark.Length..]);
        }
        catch (CryptographicException exception)
        {
            throw new InvalidOperationException(
                "Interconn: a stored secret cannot be read with the Data Protection keys of this host. Every process of the node, and every restored one, needs the same keys and "
                + "the same application name.",
                exception);
        }
    }

    public ResourcePermit? ReadPermit(string? stored) =>
        Read(stored) is string text ? JsonSerializer.Deserialize(text, InterconnJson.Context.ResourcePermit) : null;
}
