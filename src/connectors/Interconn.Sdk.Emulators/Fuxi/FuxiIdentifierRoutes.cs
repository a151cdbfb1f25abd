using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Interconn.Sdk.Emulators.Hosting;
using Interconn.Sdk.Fuxi.Identifiers;
using Interconn.Sdk.Fuxi.Protocol;
using Interconn.Sdk.Fuxi.Subscriptions;

namespace Interconn.Sdk.Emulators.Fuxi;

/// <summary>Section 3: data identifiers.</summary>
internal sealed class FuxiIdentifierRoutes(FuxiState state)
{
    private const string AuthAddress = "http://localhost:4444";

    // The server does not mind the letter case of names, and of the data identifier demands less than the document.
    private static readonly FuxiJson AnyCase = new(new JsonSerializerOptions(FuxiJson.Context.Options) { PropertyNameCaseInsensitive = true });

    public void Map(FuxiRoutes routes)
    {
        routes.Map(FuxiEndpoints.CreateIdentifier, AnyCase.DataIdentifier, Create);
        routes.Map(FuxiEndpoints.FindIdentifier, Find);
        routes.Map(FuxiEndpoints.DeleteIdentifier, Delete);
        routes.Map([FuxiEndpoints.ListIdentifiersByOwner, FuxiEndpoints.ListIdentifiersByTag, FuxiEndpoints.ListIdentifiersByMetadata], List);
    }

    private FuxiAnswer Create(EmulatedRequest request, DataIdentifier? body)
    {
        if (state.LicensedAccount(request) is not EmulatedAccount account)
        {
            return FuxiAnswer.NotLicensed;
        }

        if (body is not { Id.Length: > 0, Name.Length: > 0, Owner.Length: > 0, DataAddress.Length: > 0 }
            || !body.Id.EndsWith("." + body.Owner, StringComparison.Ordinal))
        {
            return FuxiAnswer.Incomplete;
        }

        if (state.IdentityOf(account, body.Owner) is not EmulatedIdentity owner)
        {
            return FuxiAnswer.OfAnotherClient;
        }

        var created = body with
        {
            AuthAddress = AuthAddress,
            SubscriptionType = body.SubscriptionType ?? SubscriptionType.Free,
            CategoryId = body.CategoryId ?? "other",
            DataSignature = null,
        };
        if (!state.Identifiers.TryAdd(created.Id, created))
        {
            return FuxiAnswer.Failure("the data identifier exists already");
        }

        return FuxiAnswer.Of(201, created with { DataSignature = Sign(owner, created.DataDigest ?? "") }, FuxiJson.Context.DataIdentifier);
    }

    private FuxiAnswer Find(EmulatedRequest request)
    {
        if (state.LicensedAccount(request) is not EmulatedAccount account)
        {
            return FuxiAnswer.NotLicensed;
        }

        if (!state.Identifiers.TryGetValue(request.Route("id"), out DataIdentifier? identifier))
        {
            return state.Absent;
        }

        // The document lets only the owner read it, and lists 401 for what goes wrong, not 403.
        return IsOwn(account, identifier.Owner) ? FuxiAnswer.Of(200, identifier, FuxiJson.Context.DataIdentifier) : FuxiAnswer.NotLicensed;
    }

    private FuxiAnswer Delete(EmulatedRequest request)
    {
        if (state.LicensedAccount(request) is not EmulatedAccount account)
        {
            return FuxiAnswer.NotLicensed;
        }

        if (!state.Identifiers.TryGetValue(request.Route("id"), out DataIdentifier? identifier))
        {
            return state.Absent;
        }

        if (!IsOwn(account, identifier.Owner))
        {
            return FuxiAnswer.OfAnotherClient;
        }

        state.Identifiers.Remove(identifier.Id);
        return FuxiAnswer.NoContent;
    }

    private FuxiAnswer List(EmulatedRequest request)
    {
        if (state.LicensedAccount(request) is not EmulatedAccount account)
        {
            return FuxiAnswer.NotLicensed;
        }

        if (request.Query("owner") is string owner)
        {
            return !state.Identities.ContainsKey(owner) ? FuxiAnswer.Error(404, "not_found", "There is no such identity")
                : !IsOwn(account, owner) ? FuxiAnswer.OfAnotherClient
                : Page(request, identifier => string.Equals(identifier.Owner, owner, StringComparison.Ordinal));
        }

        if (request.Query("tag") is string tag)
        {
            return Page(request, identifier => identifier.Tags.Contains(tag));
        }

        return request.Query("metadata")?.Split(':', 2) is [string key, string value]
            ? Page(request, identifier => identifier.Metadata.TryGetValue(key, out string? held) && string.Equals(held, value, StringComparison.Ordinal))
            : FuxiAnswer.Incomplete;
    }

    private FuxiAnswer Page(EmulatedRequest request, Func<DataIdentifier, bool> isListed) =>
        FuxiAnswer.Page(request, state.Identifiers.Values.Where(isListed), FuxiJson.Context.DataIdentifier, FuxiListHeaders.InventedTotal);

    private bool IsOwn(EmulatedAccount account, string? identity) =>
        identity is not null && state.IdentityOf(account, identity) is not null;

    private static string Sign(EmulatedIdentity owner, string digest)
    {
        using RSA key = owner.Created.ImportPrivateKey();
        return Convert.ToBase64String(key.SignData(Encoding.UTF8.GetBytes(digest), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }
}
