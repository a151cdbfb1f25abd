using Interconn.Sdk.HuaweiBcs.Datasets;

namespace Interconn.Sdk.HuaweiBcs;

/// <summary>The settings of a client of the data share.</summary>
public sealed class HuaweiBcsOptions
{
    /// <summary>The address of the RESTful API add-on of the BCS instance. It must be set; a path in it is kept.</summary>
    public Uri? Address { get; set; }

    /// <summary>Whether plain http is allowed, on loopback too: every call carries a private key. False unless set.</summary>
    public bool AllowPlainHttp { get; set; }

    /// <summary>How the line breaks of certificate and key are sent. <see cref="PemLineBreaks.Real"/> unless set.</summary>
    public PemLineBreaks PemLineBreaks { get; set; }

    /// <summary>How long an answer may take, above zero and at most an hour. 30 seconds unless set.</summary>
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How many bytes an answer may have, 1 KiB to 1 GiB. 1 MiB unless set.</summary>
    public long MaxAnswer { get; set; } = 1024 * 1024;
}
