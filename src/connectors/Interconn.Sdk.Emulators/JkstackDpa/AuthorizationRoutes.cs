using Interconn.Sdk.Emulators.Hosting;
using Interconn.Sdk.JkstackDpa.Authorization;
using Interconn.Sdk.JkstackDpa.Protocol;

namespace Interconn.Sdk.Emulators.JkstackDpa;

/// <summary>Serves 1.1 and 1.2.</summary>
internal sealed class AuthorizationRoutes(DpaAuthority authority, JkstackDpaEmulator emulator)
{
    // The platform sends a blank behind it.
    private const string TokenType = "Bearer ";

    public void Map(EmulatorRoutes routes)
    {
        routes.Map(JkstackDpaEndpoints.GetCode, GetCodeAsync);
        routes.Map(JkstackDpaEndpoints.GetToken, GetTokenAsync);
    }

    private Task GetCodeAsync(EmulatedRequest request)
    {
        if (request.Query("response_type") != CodeQuery.Code || request.Query("scope") is not ("all" or "default") || request.Query("client_id") is not string clientId)
        {
            return RefuseAsync(request, DpaRefusal.InvalidParameter);
        }

        return authority.NewCode(clientId, request.Query("scope")!) is string code
            ? DpaReply.SuccessAsync(request, new AuthorizationCode { Code = code }, JkstackDpaJson.Context.AuthorizationCode, message: "")
            : RefuseAsync(request, DpaRefusal.AuthenticationFailed);
    }

    private async Task GetTokenAsync(EmulatedRequest request)
    {
        TokenRequest? body = await request.ReadJsonAsync(JkstackDpaJson.Context.TokenRequest).ConfigureAwait(false);
        if (body is not { Code.Length: > 0, ClientId.Length: > 0, ClientSecret.Length: > 0, GrantType: TokenRequest.AuthorizationCode })
        {
            await RefuseAsync(request, DpaRefusal.InvalidParameter).ConfigureAwait(false);
            return;
        }

        (string? token, DpaRefusal? refusal) = authority.Redeem(body);
        await (token is null
            ? RefuseAsync(request, refusal!)
            : DpaReply.TokenAsync(request, TokenType, token)).ConfigureAwait(false);
    }

    private Task RefuseAsync(EmulatedRequest request, DpaRefusal refusal) => DpaReply.FailureAsync(request, refusal, emulator.AnswersFailuresAsOk);
}
