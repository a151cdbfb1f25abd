using Interconn.Sdk.JkstackDpa.Plans;

namespace Interconn.Sdk.JkstackDpa;

/// <summary>The settings of a client of the platform.</summary>
public sealed class JkstackDpaOptions
{
    /// <summary>The address of the platform, for instance <c>https://dpa.example:29041</c>. It must be set; a path in it is kept.</summary>
    public Uri? Address { get; set; }

    /// <summary>The id of the application that is registered at the platform (<c>client_id</c>). It must be set.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>The secret of the application (<c>client_secret</c>). It must be set. A secret: it stands in no log and no exception.</summary>
    public string ClientSecret { get; set; } = "";

    /// <summary>What the token may be used for: <c>all</c> or <c>default</c>. <c>default</c> unless set.</summary>
    public string Scope { get; set; } = "default";

    /// <summary>The unique id of the user for whom the token is (<c>user_id</c>). Null, as it is unless set, names none.</summary>
    public string? UserId { get; set; }

    /// <summary>How long a token is used whose own end cannot be read, above zero and at most a day. 30 minutes unless set.</summary>
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>
    /// Whether the paths of execution and results (5 and 6) are sent with the double slash with which the document prints them. False unless set: servers and gateways
    /// refuse or merge such paths, so that the one with a single slash exists behind them.
    /// </summary>
    public bool DoubleSlash { get; set; }

    /// <summary>How the parameters of models are put into the form of a schedule (4). <see cref="ModelParameterEncodings.Spring"/> unless set; set from code only.</summary>
    public IModelParameterEncoding ModelParameterEncoding { get; set; } = ModelParameterEncodings.Spring;

    /// <summary>Whether plain http is allowed beyond loopback: secret and tokens can be read on the line then. False unless set.</summary>
    public bool AllowPlainHttp { get; set; }

    /// <summary>How long an answer may take, above zero and at most an hour. 30 seconds unless set.</summary>
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How many bytes an answer may have, 1 KiB to 1 GiB. 1 MiB unless set.</summary>
    public long MaxAnswer { get; set; } = 1024 * 1024;
}
