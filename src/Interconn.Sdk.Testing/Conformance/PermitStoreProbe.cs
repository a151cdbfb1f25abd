using Interconn.Sdk.Permits;

namespace Interconn.Sdk.Testing.Conformance;

/// <summary>A permit store with the token of the check.</summary>
internal sealed class PermitStoreProbe(IPermitStore store, CancellationToken token)
{
    public Task<bool> TryAddAsync(PermitRecord permit) => store.AddAsync(permit, token).AsTask();

    public async Task AddAsync(params PermitRecord[] permits)
    {
        foreach (PermitRecord permit in permits)
        {
            Expect.True(await TryAddAsync(permit).ConfigureAwait(false), $"The addition of the new permit {permit.PermitId}");
        }
    }

    public Task<PermitRecord?> FindAsync(string permitId) => store.FindAsync(permitId, token).AsTask();

    public Task<PermitUse> UseAsync(string permitId, DateTimeOffset now) => store.TryUseAsync(permitId, now, token).AsTask();

    public async Task UsedAsync(string permitId, DateTimeOffset now, PermitUseOutcome outcome, int? usesLeft = null, string what = "The use of a permit") =>
        Expect.Equal(new PermitUse(outcome, usesLeft), await UseAsync(permitId, now).ConfigureAwait(false), what);

    public Task<bool> RevokeAsync(string permitId, DateTimeOffset now) => store.RevokeAsync(permitId, now, token).AsTask();

    public Task<int> RevokeAllAsync(PermitSelection selection, DateTimeOffset now) => store.RevokeAllAsync(selection, now, token).AsTask();

    public Task<bool> IsKeyInUseAsync(string keyId, DateTimeOffset now) => store.IsKeyInUseAsync(keyId, now, token).AsTask();
}
