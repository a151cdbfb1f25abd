using System.Security.Cryptography;
using Interconn.Sdk.Emulators.Hosting;
using Interconn.Sdk.Fuxi.Identities;
using Interconn.Sdk.Fuxi.Protocol;

namespace Interconn.Sdk.Emulators.Fuxi;

/// <summary>Section 2: identities.</summary>
internal sealed class FuxiIdentityRoutes(FuxiState state)
{
    private const int KeyBits = 2048;

    public void Map(FuxiRoutes routes)
    {
        routes.Map(FuxiEndpoints.CreateIdentity, FuxiJson.Context.IdentityRegistration, Create);
        routes.Map(FuxiEndpoints.FindIdentity, Find);
        routes.Map(FuxiEndpoints.DeleteIdentity, Delete);
        routes.Map(FuxiEndpoints.ListIdentities, List);
    }

    private FuxiAnswer Create(EmulatedRequest request, IdentityRegistration? body)
    {
        if (state.LicensedAccount(request) is not EmulatedAccount account)
        {
            return FuxiAnswer.NotLicensed;
        }

        if (body is not { Id.Length: > 0, Name.Length: > 0, Owner.Length: > 0, Email.Length: > 0 } || !IsWithin(body.Id, account.Namespace))
        {
            return FuxiAnswer.Incomplete;
        }

        if (state.Identities.ContainsKey(body.Id))
        {
            return FuxiAnswer.Error(429, "resource_exists", "The identity exists in the domain already");
        }

        using RSA key = RSA.Create(KeyBits);
        var identity = new CreatedIdentity
        {
            Id = body.Id,
            Name = body.Name,
            Email = body.Email,
            Owner = body.Owner,
            PublicKey = Convert.ToBase64String(key.ExportRSAPublicKey()),
            PrivateKey = Convert.ToBase64String(key.ExportRSAPrivateKey()),
            CreationTime = state.Now,
            LastModifiedTime = state.Now,
        };
        state.Identities[identity.Id] = new EmulatedIdentity(account.Id, identity);
        return FuxiAnswer.Of(201, identity, GoTimeWriter.Utc.CreatedIdentity);
    }

    private FuxiAnswer Find(EmulatedRequest request)
    {
        if (state.LicensedAccount(request) is null)
        {
            return FuxiAnswer.NotLicensed;
        }

        return state.Identities.TryGetValue(request.Route("id"), out EmulatedIdentity? identity)
            ? FuxiAnswer.Of(200, identity.ToRead(), GoTimeWriter.Local.Identity)
            : state.Absent;
    }

    private FuxiAnswer Delete(EmulatedRequest request)
    {
        if (state.LicensedAccount(request) is not EmulatedAccount account)
        {
            return FuxiAnswer.NotLicensed;
        }

        if (state.Identities.TryGetValue(request.Route("id"), out EmulatedIdentity? identity))
        {
            if (!string.Equals(identity.ClientId, account.Id, StringComparison.Ordinal))
            {
                // The document has no status for it.
                return FuxiAnswer.Failure("no permission");
            }

            state.Identities.Remove(identity.Created.Id);
        }

        return FuxiAnswer.NoContent;
    }

    private FuxiAnswer List(EmulatedRequest request)
    {
        if (state.LicensedAccount(request) is null)
        {
            return FuxiAnswer.NotLicensed;
        }

        if (request.Query("client_id") is not string clientId)
        {
            return FuxiAnswer.Incomplete;
        }

        Identity[] all = [.. state.Identities.Values
            .Where(identity => string.Equals(identity.ClientId, clientId, StringComparison.Ordinal)).Select(static identity => identity.ToRead())];
        return all.Length == 0 && !state.AnswersAbsentWith204
            ? state.Absent
            : FuxiAnswer.Page(request, all, GoTimeWriter.Local.Identity, FuxiListHeaders.InventedTotal);
    }

    private static bool IsWithin(string id, string name) => id.EndsWith("." + name, StringComparison.Ordinal) && id.Length > name.Length + 1;
}
