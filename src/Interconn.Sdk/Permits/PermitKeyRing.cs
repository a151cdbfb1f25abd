using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Permits;

/// <summary>
/// The keys of the permits that this node issues: an active one that makes new tokens, and retired ones that still verify theirs. Safe to
/// use and to change from many threads at a time.
/// </summary>
/// <remarks>
/// A retired key is kept until the last permit under it ends: pass retired keys again after a restart, and drop them with
/// <see cref="RemoveEndedAsync"/>. Keeping one longer grants nothing, since dates and counts are the store's; a key that has leaked is removed at once
/// with <see cref="Remove"/>.
/// </remarks>
public sealed class PermitKeyRing
{
    private readonly Lock gate = new();
    private volatile Snapshot current;

    /// <summary>Makes a ring.</summary>
    /// <param name="activeKey">Makes new tokens: an RSA key or one on P-256.</param>
    /// <param name="retiredKeys">Public keys that still verify; null for none.</param>
    /// <exception cref="ArgumentException">A key is of another kind.</exception>
    public PermitKeyRing(ISigningKey activeKey, IEnumerable<VerificationKey>? retiredKeys = null)
    {
        ArgumentNullException.ThrowIfNull(activeKey);
        current = new Snapshot(activeKey, Fitting(activeKey.PublicKey), [.. (retiredKeys ?? []).Select(Fitting)]);
    }

    /// <summary>The JWK thumbprint of the active key, as it stands in <c>kid</c> and in <see cref="PermitRecord.KeyId"/>.</summary>
    public string ActiveKeyId => current.Active.KeyId;

    /// <summary>The identifiers of the retired keys, in no particular order.</summary>
    public IReadOnlyCollection<string> RetiredKeyIds
    {
        get
        {
            Snapshot snapshot = current;
            return [.. snapshot.Keys.Keys.Where(keyId => keyId != snapshot.Active.KeyId)];
        }
    }

    /// <summary>Makes the ring of a node: on its own permit key where there is one, otherwise on the key of its contracts.</summary>
    /// <param name="contractKey">The key that the node signs its calls with.</param>
    /// <param name="permitKey">The key for permits, or null.</param>
    /// <returns>The ring.</returns>
    /// <exception cref="InvalidOperationException">The key cannot make tokens; the message names the option that helps.</exception>
    public static PermitKeyRing ForNode(ISigningKey contractKey, ISigningKey? permitKey = null)
    {
        ArgumentNullException.ThrowIfNull(contractKey);
        ISigningKey key = permitKey ?? contractKey;
        if (PermitKey.From(key.PublicKey) is null)
        {
            throw new InvalidOperationException(
                $"A key for {key.PublicKey.Algorithm.Id} cannot make permit tokens. Set InterconnOptions.PermitKey to an RSA or P-256 key, for instance " +
                "one of SigningKey.Generate(SignatureAlgorithmIds.Sha256Ecdsa) that was saved; it need not be agreed with any partner.");
        }

        return new PermitKeyRing(key);
    }

    /// <summary>Makes another key the active one. The former verifies on as a retired one.</summary>
    /// <param name="activeKey">The new key: an RSA key or one on P-256.</param>
    /// <exception cref="ArgumentException">The key is of another kind.</exception>
    public void Rotate(ISigningKey activeKey)
    {
        ArgumentNullException.ThrowIfNull(activeKey);
        PermitKey key = Fitting(activeKey.PublicKey);
        lock (gate)
        {
            current = new Snapshot(activeKey, key, current.Keys.Values);
        }
    }

    /// <summary>Adds a key that verifies and makes no tokens. A key that is in the ring already stays what it is.</summary>
    /// <param name="key">The public key: RSA, or on P-256.</param>
    /// <exception cref="ArgumentException">The key is of another kind.</exception>
    public void AddRetired(VerificationKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        PermitKey added = Fitting(key);
        lock (gate)
        {
            current = new Snapshot(current.ActiveSigner, current.Active, [.. current.Keys.Values, added]);
        }
    }

    /// <summary>Removes a retired key: from now on no token that was made under it is taken.</summary>
    /// <param name="keyId">Its identifier.</param>
    /// <returns>Whether it was in the ring.</returns>
    /// <exception cref="InvalidOperationException">It is the active key.</exception>
    public bool Remove(string keyId)
    {
        lock (gate)
        {
            if (current.Active.KeyId == keyId)
            {
                throw new InvalidOperationException("The active permit key cannot be removed: call Rotate with another key first.");
            }

            bool known = current.Keys.ContainsKey(keyId);
            current = new Snapshot(current.ActiveSigner, current.Active, [.. current.Keys.Values.Where(key => key.KeyId != keyId)]);
            return known;
        }
    }

    /// <summary>
    /// Removes the retired keys under which no permit can be used any more. Not to be called in the moments after <see cref="Rotate"/>, while
    /// a permit that was being issued may not have reached the store: once a day does.
    /// </summary>
    /// <param name="store">The store of the permits.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many were removed.</returns>
    public async ValueTask<int> RemoveEndedAsync(IPermitStore store, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        int removed = 0;
        foreach (string keyId in RetiredKeyIds)
        {
            if (!await store.IsKeyInUseAsync(keyId, now, cancellationToken).ConfigureAwait(false) && Remove(keyId))
            {
                removed++;
            }
        }

        return removed;
    }

    /// <summary>
    /// The public keys as a JWK set (RFC 7517), for a route of the host by which its other components find the key of a token. The active
    /// key comes first.
    /// </summary>
    /// <returns>JSON.</returns>
    public string PublishedKeys()
    {
        Snapshot snapshot = current;
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("keys");
            snapshot.Active.WriteJwk(writer);
            foreach (PermitKey key in snapshot.Keys.Values.Where(key => key.KeyId != snapshot.Active.KeyId))
            {
                key.WriteJwk(writer);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    internal (ISigningKey Signer, PermitKey Key) GetActive()
    {
        Snapshot snapshot = current;
        return (snapshot.ActiveSigner, snapshot.Active);
    }

    internal bool TryFind(string keyId, [NotNullWhen(true)] out PermitKey? key) => current.Keys.TryGetValue(keyId, out key);

    private static PermitKey Fitting(VerificationKey key) =>
        PermitKey.From(key) ?? throw new ArgumentException($"A permit key is an RSA key or one on P-256; this one is for {key.Algorithm.Id}.", nameof(key));

    // Replaced as a whole, so that readers need no lock and never see an active key that is not among the keys.
    private sealed class Snapshot
    {
        public Snapshot(ISigningKey activeSigner, PermitKey active, IEnumerable<PermitKey> others)
        {
            ActiveSigner = activeSigner;
            Active = active;
            var keys = new Dictionary<string, PermitKey>(StringComparer.Ordinal);
            foreach (PermitKey key in others)
            {
                keys[key.KeyId] = key;
            }

            keys[active.KeyId] = active;
            Keys = keys;
        }

        public ISigningKey ActiveSigner { get; }

        public PermitKey Active { get; }

        public IReadOnlyDictionary<string, PermitKey> Keys { get; }
    }
}
