using Interconn.Sdk.Protocol;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Hosting;

/// <summary>The settings of a node. Checked when the host starts; a message says what to change.</summary>
public sealed class InterconnOptions
{
    /// <summary>The configuration section that hosts use by convention.</summary>
    public const string SectionName = "Interconn";

    /// <summary>Who this node is.</summary>
    public NodeIdentity Node { get; set; } = new();

    /// <summary>The key that the node signs with. Give this or <see cref="KeyFile"/>.</summary>
    public ISigningKey? SigningKey { get; set; }

    /// <summary>A PEM file with the private key. Give this or <see cref="SigningKey"/>.</summary>
    public string? KeyFile { get; set; }

    /// <summary>The password of <see cref="KeyFile"/>, or null for a file that is not encrypted. Keep it in a secret store.</summary>
    public string? KeyPassword { get; set; }

    /// <summary>The key that permits are signed with. Null means the node's signing key, which must then be RSA or ECDSA.</summary>
    public ISigningKey? PermitKey { get; set; }

    /// <summary>The partners that are known from the start.</summary>
    public IList<PartnerOptions> Partners { get; } = [];

    /// <summary>PEM files with the root certificates that partners' certificates must chain to. None means that certificates must be pinned.</summary>
    public IList<string> RootCertificateFiles { get; } = [];

    /// <summary>
    /// PEM files with certificates between those roots and partners' certificates, for partners that do not send them, and for client certificates, of which a
    /// web server hands over the leaf alone.
    /// </summary>
    public IList<string> IntermediateCertificateFiles { get; } = [];

    /// <summary>
    /// Files with the revocation lists of those authorities, in DER or as PEM. They are never downloaded: let a job of the host do that and replace the file, which
    /// is looked at again once a minute. See <see cref="CertificateTrustOptions.RevocationListFiles"/>.
    /// </summary>
    public IList<string> RevocationListFiles { get; } = [];

    /// <summary>
    /// Whether a revocation list that ran out goes on holding. Off by default: certificates of its issuer are then refused until the file is replaced.
    /// </summary>
    public bool AcceptOutdatedRevocationLists { get; set; }

    /// <summary>How far a caller's clock may be off, inclusive: more than 0, at most an hour; 5 minutes by default.</summary>
    public TimeSpan TimestampTolerance { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The most records in a page of an answer, and what <c>page_size</c> -1 is cut to: 1 to 100,000; 1,000 by default.</summary>
    public int MaxPageSize { get; set; } = PageWindow.DefaultMaxPageSize;

    /// <summary>The most bytes in the body of a request that is served: 1 KiB to 1 GiB; 1 MiB by default. A guarded route of the host's own may have another.</summary>
    public long MaxRequestBody { get; set; } = 1024 * 1024;

    /// <summary>The most bytes of a partner's answer that are read: 1 KiB to 1 GiB; 16 MiB by default.</summary>
    public long MaxAnswer { get; set; } = 16 * 1024 * 1024;

    /// <summary>How long a call to a partner may take, the retry included: more than 0; 30 seconds by default.</summary>
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a handler may take before the caller is answered 50301: more than 0; 30 seconds by default.</summary>
    public TimeSpan HandlerTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long the partner directory, the replay guard, the trust policy or the permit store may take, each time it is asked, before the caller is
    /// answered 50301: more than 0; 5 seconds by default.
    /// </summary>
    public TimeSpan StoreTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Whether addresses with plain http are taken beyond loopback. Off by default: the signature proves who speaks, and hides nothing.
    /// </summary>
    public bool AllowPlainHttp { get; set; }

    /// <summary>
    /// The proxy that calls to partners leave through; null, the default, for none. (It is not made beforehand, so that a section which is left out means none.)
    /// Proxies that only the environment names are never used.
    /// </summary>
    public EgressProxyOptions? EgressProxy { get; set; }

    /// <summary>
    /// The certificate that this node shows when it connects to a partner which has none of its own in <see cref="PartnerOptions.ClientCertificate"/>; null, the
    /// default, for none.
    /// </summary>
    public ClientCertificateOptions? ClientCertificate { get; set; }

    /// <summary>Which addresses are taken from a partner's own mouth. Public ones over https by default.</summary>
    public OfferedAddressOptions OfferedAddresses { get; } = new();

    /// <summary>
    /// The origins of web pages whose scripts may call the node from a browser, as browsers send them, for instance <c>https://console.example.com</c>. Empty, the
    /// default, means none: calls with an <c>Origin</c>, or with a <c>Sec-Fetch-Site</c> other than <c>same-origin</c> and <c>none</c>, are answered 40306.
    /// </summary>
    public IList<string> AllowedOrigins { get; } = [];

    /// <summary>Whether node query (3.6) demands a signature by the key of a contract, which the standard does not.</summary>
    public bool NodeQueryDemandsContract { get; set; }

    /// <summary>
    /// How many calls that fail verification, copies of earlier ones included, a remote address may make in a minute under one node id before it is answered
    /// 42901 unheard: 1 or more; 60 by default. An address has ten times that under all node ids together.
    /// </summary>
    public int MaxFailuresPerMinute { get; set; } = 60;

    /// <summary>
    /// How many calls without a signature (3.1, 3.2, 3.6) a remote address may make in a minute: 1 or more; 120 by default. It may make ten times as many signed
    /// applications (3.1), whose key is of the sender's own making.
    /// </summary>
    public int MaxUnsignedCallsPerMinute { get; set; } = 120;

    /// <summary>How many nonces of one partner the guard in memory keeps at a time: 1 or more; a million by default, some 1,500 calls a second.</summary>
    public int MaxNoncesPerPartner { get; set; } = 1_000_000;

    /// <summary>
    /// How many processes share this node's id: 1 to 10,000; 1 by default. With more than one, what is kept in memory is kept by each for itself: a call
    /// can be replayed at another process, and a permit is unknown to all but the one that issued it. The start then warns of every such store.
    /// </summary>
    public int Replicas { get; set; } = 1;
}
