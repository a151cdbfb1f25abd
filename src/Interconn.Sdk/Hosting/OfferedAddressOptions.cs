namespace Interconn.Sdk.Hosting;

/// <summary>
/// Which addresses this node takes from a partner's own mouth (3.1, 3.4) and connects to. A stranger names them, so they must not reach what
/// only this host can reach. Addresses that the host itself writes down are not held against this.
/// </summary>
public sealed class OfferedAddressOptions
{
    /// <summary>
    /// Networks that are allowed although they are not public, for instance <c>10.20.0.0/16</c> or <c>fd00::/8</c>: where partners are reached over
    /// private lines. None by default.
    /// </summary>
    public IList<string> PrivateNetworks { get; } = [];

    /// <summary>
    /// The ports that an address may have, 1 to 65535; the port of the scheme is always allowed. <c>8443</c> unless some are set. 0 stands for every
    /// port from 1024 on.
    /// </summary>
    public IList<int> Ports { get; } = [];
}
