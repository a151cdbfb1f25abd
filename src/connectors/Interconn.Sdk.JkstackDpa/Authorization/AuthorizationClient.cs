using System.Text.Json;
using Interconn.Sdk.JkstackDpa.Protocol;
using Interconn.Sdk.Neighbours;
using Interconn.Sdk.Transport;

namespace Interconn.Sdk.JkstackDpa.Authorization;

/// <summary>Calls the OAuth endpoints.</summary>
internal sealed class AuthorizationClient(NeighbourCaller caller, JkstackDpaOptions options) : IAuthorizationApi
{
    public async Task<AuthorizationCode> GetCodeAsync(CancellationToken cancellationToken = default)
    {
        var query = new CodeQuery { ResponseType = CodeQuery.Code, ClientId = options.ClientId, Scope = options.Scope };
        var call = new NeighbourCall
        {
            Endpoint = JkstackDpaEndpoints.GetCode,
            Address = options.Address!,
            Target = JkstackDpaEndpoints.GetCode.Path + QueryWriter.Write(query, JkstackDpaJson.Context.CodeQuery, UrlText.Value),
        };
        DpaAnswer answer = await DpaAnswer.SendAsync(caller, call, cancellationToken).ConfigureAwait(false);
        AuthorizationCode code = answer.Read(JkstackDpaJson.Context.AuthorizationCode);
        return string.IsNullOrWhiteSpace(code.Code) ? throw answer.Unreadable("has no code") : code;
    }

    public async Task<AccessToken> GetTokenAsync(string code, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(code);
        var request = new TokenRequest
        {
            Code = code,
            ClientId = options.ClientId,
            ClientSecret = options.ClientSecret,
            GrantType = TokenRequest.AuthorizationCode,
            UserId = options.UserId,
        };
        var call = new NeighbourCall
        {
            Endpoint = JkstackDpaEndpoints.GetToken,
            Address = options.Address!,
            Target = JkstackDpaEndpoints.GetToken.Path,
            Body = JsonSerializer.SerializeToUtf8Bytes(request, JkstackDpaJson.Context.TokenRequest),
            Secrets = [options.ClientSecret, code],
        };
        DpaAnswer answer = await DpaAnswer.SendAsync(caller, call, cancellationToken).ConfigureAwait(false);
        AccessToken token = answer.Read(JkstackDpaJson.Context.AccessToken);
        // What the platform sends is not the caller's mistake: the rules of the header are asked here, and not where the token is used.
        return NeighbourCredential.IsFit(token.TokenType) && NeighbourCredential.IsFit(token.Token)
            ? token
            : throw answer.Unreadable("has a token that cannot stand in a header");
    }
}
