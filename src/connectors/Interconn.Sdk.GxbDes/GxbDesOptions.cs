namespace Interconn.Sdk.GxbDes;

/// <summary>The settings of a client of the market.</summary>
public sealed class GxbDesOptions
{
    /// <summary>The address of the market. It must be set; a path in it is kept.</summary>
    public Uri? Address { get; set; }

    /// <summary>Whether plain http is allowed beyond loopback. False unless set.</summary>
    public bool AllowPlainHttp { get; set; }

    /// <summary>How long an answer may take, above zero and at most an hour. 30 seconds unless set.</summary>
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How many bytes an answer may have, 1 KiB to 1 GiB. 4 MiB unless set.</summary>
    public long MaxAnswer { get; set; } = 4 * 1024 * 1024;
}
