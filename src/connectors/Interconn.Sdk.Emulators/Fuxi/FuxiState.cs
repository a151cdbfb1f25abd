using Interconn.Sdk.Emulators.Hosting;
using Interconn.Sdk.Fuxi.Clients;
using Interconn.Sdk.Fuxi.Identifiers;
using Interconn.Sdk.Fuxi.Protocol;
using Interconn.Sdk.Fuxi.Subscriptions;

namespace Interconn.Sdk.Emulators.Fuxi;

/// <summary>What the emulator knows, for both of its addresses. It is touched only within <see cref="Locked"/>.</summary>
internal sealed class FuxiState(TimeProvider timeProvider) : IDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, string> clientsByLicense = new(StringComparer.Ordinal);

    public Dictionary<string, EmulatedAccount> Accounts { get; } = new(StringComparer.Ordinal);

    /// <summary>In the order in which they were made, which is that of lists.</summary>
    public OrderedDictionary<string, EmulatedIdentity> Identities { get; } = new(StringComparer.Ordinal);

    public OrderedDictionary<string, DataIdentifier> Identifiers { get; } = new(StringComparer.Ordinal);

    public OrderedDictionary<string, Subscription> Subscriptions { get; } = new(StringComparer.Ordinal);

    public FuxiTokens Tokens { get; } = new();

    public bool AnswersAbsentWith204 { get; set; }

    public DateTimeOffset Now => timeProvider.GetUtcNow();

    /// <summary>How an absent object is answered.</summary>
    public FuxiAnswer Absent => AnswersAbsentWith204 ? FuxiAnswer.NoContent : FuxiAnswer.Error(404, "not_found", "Unable to locate the resource");

    public T Locked<T>(Func<T> work)
    {
        lock (gate)
        {
            return work();
        }
    }

    public License AddLicense(EmulatedAccount account, string apiKey)
    {
        var license = new License { Id = Guid.NewGuid().ToString(), ClientId = account.Id, ApiKey = apiKey };
        account.Licenses.Add(license);
        clientsByLicense[apiKey] = account.Id;
        return license;
    }

    /// <summary>The account whose licence goes with a request; null where none does.</summary>
    public EmulatedAccount? LicensedAccount(EmulatedRequest request) =>
        request.Credential(FuxiCaller.Scheme) is string apiKey && clientsByLicense.TryGetValue(apiKey, out string? clientId)
            ? Accounts.GetValueOrDefault(clientId)
            : null;

    /// <summary>An identity of an account; null where there is none, or it is another's.</summary>
    public EmulatedIdentity? IdentityOf(EmulatedAccount account, string id) =>
        Identities.TryGetValue(id, out EmulatedIdentity? identity) && string.Equals(identity.ClientId, account.Id, StringComparison.Ordinal) ? identity : null;

    public void Dispose() => Tokens.Dispose();
}
