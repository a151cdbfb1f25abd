using System.Collections.Concurrent;
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

    public OwnKeys(LocalNode node, IOptions<InterconnNodeOptions> options, PermitKeyRing permitKeys)
    {
        this.node = node;
        this.permitKeys = permitKeys;
        Add(node.SigningKey);
        foreach (ISigningKey key in options.Value.PreviousKeys.Concat(options.Value.PreviousKeyFiles.Select(file => SigningKey.FromPemFile(file))))
        {
            Add(key);
            if (PermitKey.From(key.PublicKey) is not null)
            {
                permitKeys.AddRetired(key.PublicKey);
            }
        }
    }

    /// <summary>The present key.</summary>
    public ISigningKey Active => node.SigningKey;

    /// <summary>A key by the fingerprint that a contract names, or null where this process was not given it.</summary>
    public ISigningKey? Find(string fingerprint) => keys.GetValueOrDefault(fingerprint);

    /// <summary>Makes another key the present one. Permits are made under it too, unless they have a key of their own.</summary>
    public void Rotate(ISigningKey key)
    {
        Add(key);
        node.Rotate(key);
        if (node.Options.PermitKey is null && PermitKey.From(key.PublicKey) is not null)
        {
            permitKeys.Rotate(key);
        }
    }

    private void Add(ISigningKey key) => keys[key.PublicKey.Fingerprint] = key;
}
