using Interconn.Sdk.GxbDes.Signing;

namespace Interconn.Sdk.GxbDes.Accounts;

/// <summary>The accounts of the chain, bound to those of the market.</summary>
public interface IAccountsApi
{
    /// <summary>Binds an account of the chain (3.1.1, 账户绑定). It must be bound before others can invite it to provide data.</summary>
    /// <param name="binding">What is bound to what.</param>
    /// <param name="signer">Signs with the key of the account, for instance a <see cref="GraphenePrivateKey"/>.</param>
    /// <param name="cancellationToken">Ends the wait, not what the market does meanwhile.</param>
    /// <returns>A task that ends when the market has bound it.</returns>
    /// <exception cref="ArgumentException">A field is empty or holds <c>|</c>. Nothing was signed or sent.</exception>
    /// <exception cref="InvalidOperationException">The signer gave no signature. Nothing was sent.</exception>
    /// <exception cref="GxbDesException">The call did not succeed.</exception>
    Task BindAsync(AccountBinding binding, IGrapheneSigner signer, CancellationToken cancellationToken = default);
}
