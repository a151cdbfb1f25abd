using Interconn.Sdk.GxbDes.Protocol;
using Interconn.Sdk.GxbDes.Signing;

namespace Interconn.Sdk.GxbDes.Accounts;

/// <summary>Calls the accounts.</summary>
internal sealed class AccountsClient(GxbDesCaller caller) : IAccountsApi
{
    public async Task BindAsync(AccountBinding binding, IGrapheneSigner signer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(binding);
        ArgumentNullException.ThrowIfNull(signer);
        ArgumentOutOfRangeException.ThrowIfNegative(binding.MerchantId);
        long timestamp = binding.Timestamp ?? caller.TimeProvider.GetUtcNow().ToUnixTimeMilliseconds();
        string signature = await signer
            .SignAsync(BindingText.Of(binding.AccountId, binding.MerchantId, binding.ServiceUrl, timestamp), cancellationToken).ConfigureAwait(false);
        if (string.IsNullOrWhiteSpace(signature))
        {
            throw new InvalidOperationException("The signer gave no signature. Nothing was sent.");
        }

        var request = new BindRequest
        {
            AccountId = binding.AccountId,
            MerchantId = binding.MerchantId,
            ServiceUrl = binding.ServiceUrl,
            Timestamp = timestamp,
            Signature = signature,
        };
        await caller.PostAsync(
            GxbDesEndpoints.BindAccount,
            GxbDesEndpoints.BindAccount.Path,
            request,
            GxbDesJson.Context.BindRequest,
            cancellationToken,
            signature).ConfigureAwait(false);
    }
}
