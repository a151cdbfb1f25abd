namespace Interconn.Sdk.Signing;

/// <summary>
/// The algorithms that this node knows. The two of the framework are always among them; a registered one of the same id takes the place of the
/// built-in, for hosts that must use a certified provider.
/// </summary>
public sealed class SignatureAlgorithms
{
    private readonly Dictionary<string, ISignatureAlgorithm> byId = new(StringComparer.Ordinal);

    /// <summary>Makes the set.</summary>
    /// <param name="registered">The algorithms of the host, in order; may be empty.</param>
    /// <exception cref="ArgumentException">Two of them have the same id, or one has an id that is none or means something else.</exception>
    public SignatureAlgorithms(IEnumerable<ISignatureAlgorithm> registered)
    {
        ArgumentNullException.ThrowIfNull(registered);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (ISignatureAlgorithm algorithm in registered)
        {
            CheckId(algorithm, nameof(registered));
            if (!ids.Add(algorithm.Id))
            {
                throw new ArgumentException($"Two signature algorithms are registered as '{algorithm.Id}'. Register one.", nameof(registered));
            }

            byId.Add(algorithm.Id, algorithm);
        }

        byId.TryAdd(SignatureAlgorithmIds.Sha256Rsa, Sha256RsaAlgorithm.Instance);
        byId.TryAdd(SignatureAlgorithmIds.Sha256Ecdsa, Sha256EcdsaAlgorithm.Instance);

        // A key alone implies what the standard names for it, whatever else a host has for keys of that kind.
        All =
        [
            byId[SignatureAlgorithmIds.Sha256Rsa],
            byId[SignatureAlgorithmIds.Sha256Ecdsa],
            .. byId.Values.Where(a => a.Id is not (SignatureAlgorithmIds.Sha256Rsa or SignatureAlgorithmIds.Sha256Ecdsa)),
        ];
    }

    /// <summary>All of them, in the order in which a key is offered to them.</summary>
    public IReadOnlyList<ISignatureAlgorithm> All { get; }

    /// <summary>Finds an algorithm.</summary>
    /// <param name="id">Its id, letter for letter.</param>
    /// <returns>The algorithm, or null where there is none of that id.</returns>
    public ISignatureAlgorithm? Find(string id) => byId.GetValueOrDefault(id);

    /// <summary>Finds the algorithm that a public key implies.</summary>
    /// <param name="subjectPublicKeyInfo">The DER of the key.</param>
    /// <returns>The first that takes keys of this kind, or null where none does.</returns>
    public ISignatureAlgorithm? ForKey(ReadOnlySpan<byte> subjectPublicKeyInfo)
    {
        foreach (ISignatureAlgorithm algorithm in All)
        {
            if (algorithm.Takes(subjectPublicKeyInfo))
            {
                return algorithm;
            }
        }

        return null;
    }

    private static void CheckId(ISignatureAlgorithm algorithm, string parameter)
    {
        if (string.IsNullOrEmpty(algorithm.Id) || algorithm.Id.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            throw new ArgumentException($"The algorithm {algorithm.GetType()} has an id that is empty or not printable ASCII.", parameter);
        }

        if (algorithm.Id is AuthTypes.Certificate or AuthTypes.CertificateLong or AuthTypes.PublicKey)
        {
            throw new ArgumentException($"The algorithm {algorithm.GetType()} takes the id '{algorithm.Id}', which names a kind of credential.", parameter);
        }
    }
}
