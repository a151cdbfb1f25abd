using Interconn.Sdk.Emulators.Hosting;
using Interconn.Sdk.GxbDes.Accounts;
using Interconn.Sdk.GxbDes.Protocol;
using Interconn.Sdk.GxbDes.Signing;

namespace Interconn.Sdk.Emulators.GxbDes;

/// <summary>Binds accounts, whose signature it verifies. The timestamp is whatever number was signed.</summary>
internal sealed class EmulatedAccounts(Market market)
{
    public void Map(EmulatorRoutes routes) => routes.Map(GxbDesEndpoints.BindAccount, BindAsync);

    private async Task BindAsync(EmulatedRequest request)
    {
        BindRequest? body = await request.ReadJsonAsync(GxbDesJson.Context.BindRequest).ConfigureAwait(false);
        await (body is null || TextOf(body) is not string text
            ? Market.RefuseAsync(request)
            : market.AnswerAsync(request, state => Bind(state, body, text))).ConfigureAwait(false);
    }

    private static MarketAnswer Bind(MarketState state, BindRequest body, string text)
    {
        if (body.MerchantId != state.Caller)
        {
            return MarketAnswer.Refused(MarketCodes.Forbidden, "只能绑定自己的账户");
        }

        if (!state.Accounts.TryGetValue(body.AccountId, out GraphenePublicKey? key))
        {
            return MarketAnswer.Refused(MarketCodes.AccountNotExist, "链上账户不存在");
        }

        if (!key.Verify(text, body.Signature))
        {
            return MarketAnswer.Refused(MarketCodes.SignatureVerifyFail, "签名验证失败");
        }

        state.Bindings[body.MerchantId] =
            new AccountBinding { AccountId = body.AccountId, MerchantId = body.MerchantId, ServiceUrl = body.ServiceUrl, Timestamp = body.Timestamp };
        return MarketAnswer.Success();
    }

    private static string? TextOf(BindRequest body)
    {
        try
        {
            return body.Signature is null ? null : BindingText.Of(body.AccountId, body.MerchantId, body.ServiceUrl, body.Timestamp);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
