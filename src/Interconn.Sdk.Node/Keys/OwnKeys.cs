using System.Collections.Concurrent;
using System.Security.Cryptography;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node.Hosting;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Signing;
using Microsoft.Extensions.Options;

namespace Interconn.Sdk.Node.Keys;

/// <summary>The keys of this node that partners may know: the present one, and earlier ones that some have not exchanged yet.</summary>
internal sealed class OwnKeys
{
    private readonly LocalNode node;
    private readonly PermitKeyRing permitKeys;
    private readonly ConcurrentDictionary<string, ISigningKey> keys = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    public OwnKeys(LocalNode node, IOptions<InterconnNodeOptions> options, PermitKeyRing permitKeys)
    {
        this.node = node;
        this.permitKeys = permitKeys;
        keys[node.SigningKey.PublicKey.Fingerprint] = node.SigningKey;
        foreach (ISigningKey key in options.Value.PreviousKeys.Concat(options.Value.PreviousKeyFiles.Select(Read)))
        {
            keys.TryAdd(key.PublicKey.Fingerprint, key);
            if (PermitKey.From(key.PublicKey) is not null)
            {
                permitKeys.AddRetired(key.PublicKey);
            }
        }
    }

    /// <summary>The present key.</summary>
    public ISigningKey Active => node.SigningKey;

    /// <summary>The keys that are not the present one, in no particular order.</summary>
    public IReadOnlyList<ISigningKey> Previous
    {
        get
        {
            string active = Active.PublicKey.Fingerprint;
            return [.. keys.Values.Where(key => key.PublicKey.Fingerprint != active)];
        }
    }

    /// <summary>A key by the fingerprint that a contract names, or null where this process was not given it.</summary>
    public ISigningKey? Find(string fingerprint) => keys.GetValueOrDefault(fingerprint);

    /// <summary>
    /// The keys to sign an update (3.4) with, one after the other for as long as the partner does not know the signer (40101) or knows it as a former key
    /// (40901): the one that it acknowledged last, the present one, and the rest. Where answers to several updates were lost, it may have taken any of them.
    /// </summary>
    public IReadOnlyList<ISigningKey> InOrderOfTrial(string fingerprint)
    {
        ISigningKey active = Active;
        ISigningKey first = Find(fingerprint) ?? active;
        return [.. new[] { first, active }.Concat(keys.Values).DistinctBy(key => key.PublicKey.Fingerprint)];
    }

    /// <summary>Makes another key the present one. Permits are made under it too, unless they have a key of their own.</summary>
    public void Rotate(ISigningKey key)
    {
        lock (gate)
        {
            keys[key.PublicKey.Fingerprint] = key;
            node.Rotate(key);
            if (node.Options.PermitKey is null && PermitKey.From(key.PublicKey) is not null)
            {
                permitKeys.Rotate(key);
            }
        }
    }

    private static SigningKey Read(string file)
    {
        try
        {
            return SigningKey.FromPemFile(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw new InvalidOperationException(
                $"Interconn: a file of PreviousKeyFiles, '{file}', cannot be used. {exception.Message} List PEM files with private keys that this node had before, "
                + "not encrypted, or give the keys as PreviousKeys.",
                exception);
        }
    }
}
