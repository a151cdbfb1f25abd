using System.Security.Cryptography;
using Interconn.Sdk.Emulators.Hosting;
using Interconn.Sdk.Fuxi.Clients;
using Interconn.Sdk.Fuxi.Protocol;

namespace Interconn.Sdk.Emulators.Fuxi;

/// <summary>Section 1: accounts, licences and namespaces.</summary>
internal sealed class FuxiClientRoutes(FuxiState state)
{
    private const int IdBytes = 32;

    public void Map(FuxiRoutes routes)
    {
        routes.Map(FuxiEndpoints.CreateClient, FuxiJson.Context.ClientRegistration, (_, body) => Create(body));
        routes.Map(FuxiEndpoints.CreateLicense, request => OfOwnClient(request, account =>
            FuxiAnswer.Of(200, state.AddLicense(account, state.Tokens.License(account.Id)), FuxiJson.Context.License)));
        routes.Map(FuxiEndpoints.ListLicenses, request => OfOwnClient(request, static account =>
            FuxiAnswer.Of(200, account.Licenses, FuxiJson.Context.IReadOnlyListLicense)));
        routes.Map(FuxiEndpoints.ListNamespaces, ListNamespaces);
    }

    private FuxiAnswer Create(ClientRegistration? body)
    {
        if (body is not { ClientName.Length: > 0, ClientSecret.Length: > 0, Organization.Length: > 0, Email.Length: > 0, Mobile.Length: > 0 })
        {
            return FuxiAnswer.Incomplete;
        }

        if (state.Accounts.Values.Any(account => string.Equals(account.Name, body.ClientName, StringComparison.Ordinal)))
        {
            return FuxiAnswer.Error(409, "resource_conflict", "The client exists already");
        }

        string id = "did:fuxi:" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));
        state.Accounts[id] = new EmulatedAccount(id, body.ClientName, body.ClientSecret, body.Organization);
        return FuxiAnswer.Of(
            201,
            new RegisteredClient
            {
                ClientId = id,
                ClientName = body.ClientName,
                ClientSecret = body.ClientSecret,
                ClientSecretExpiresAt = 0,
                Organization = body.Organization,
                Email = body.Email,
                Mobile = body.Mobile,
                SubjectType = "public",
                CreatedAt = state.Now,
                UpdatedAt = state.Now,
            },
            GoTimeWriter.Utc.RegisteredClient);
    }

    private FuxiAnswer ListNamespaces(EmulatedRequest request)
    {
        // A licence of any account will do: the example of the document has one of another.
        if (state.LicensedAccount(request) is null)
        {
            return FuxiAnswer.NotLicensed;
        }

        return state.Accounts.TryGetValue(request.Route("id"), out EmulatedAccount? account)
            ? FuxiAnswer.Of(200, [account.Namespace], FuxiJson.Context.IReadOnlyListString)
            : FuxiAnswer.Failure("no such client");
    }

    private FuxiAnswer OfOwnClient(EmulatedRequest request, Func<EmulatedAccount, FuxiAnswer> serve)
    {
        if (!state.Accounts.TryGetValue(request.Route("id"), out EmulatedAccount? account))
        {
            return FuxiAnswer.Error(400, "invalid_request", "There is no such client");
        }

        return string.Equals(request.Credential(FuxiCaller.Scheme), account.Secret, StringComparison.Ordinal)
            ? serve(account)
            : FuxiAnswer.Error(403, "request_forbidden", "The client secret is wrong");
    }
}
