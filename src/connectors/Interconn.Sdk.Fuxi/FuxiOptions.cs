namespace Interconn.Sdk.Fuxi;

/// <summary>The settings of a client of FUXI IS CA. It has two addresses: accounts are managed at one, all else is done at the other.</summary>
public sealed class FuxiOptions
{
    /// <summary>
    /// Where clients, licences and namespaces are managed (section 1). The document's <c>http://localhost:4445</c> unless set; a path in it is kept.
    /// </summary>
    public Uri? AdminAddress { get; set; } = new("http://localhost:4445");

    /// <summary>
    /// Where identities, data identifiers and subscriptions are (sections 2 to 4). The document's <c>http://localhost:4444</c> unless set; a path in it is
    /// kept.
    /// </summary>
    public Uri? PublicAddress { get; set; } = new("http://localhost:4444");

    /// <summary>Whether plain http is allowed beyond loopback: secrets and licences go with every call. False unless set.</summary>
    public bool AllowPlainHttp { get; set; }

    /// <summary>How long an answer may take, above zero and at most an hour. 30 seconds unless set.</summary>
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How many bytes an answer may have, 1 KiB to 1 GiB. 8 MiB unless set: a page may hold 500 entries.</summary>
    public long MaxAnswer { get; set; } = 8 * 1024 * 1024;
}
