using System.Diagnostics;
using System.Security.Cryptography;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Partners;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Protocol;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Client;

/// <summary>How calls reach one partner: what the send core and the requests to host routes share.</summary>
internal sealed class PartnerRoute(ClientServices services, string partnerNodeId, Uri? address, InterconnCallOptions callOptions)
{
    private const int TraceBytes = 16;

    public string PartnerNodeId => partnerNodeId;

    public HttpClient Http => services.Http;

    public InterconnOptions Options => services.Node.Options;

    public TimeProvider TimeProvider => services.TimeProvider;

    public ILogger Logger => services.Logger;

    public PartnerRoute With(InterconnCallOptions options) => new(services, partnerNodeId, address, options);

    /// <summary>Looks the partner up anew for every call: its address, its key and its contract may have changed.</summary>
    public async ValueTask<OutgoingCall> PrepareAsync(bool isSigned, CancellationToken cancellationToken)
    {
        Partner? partner = await services.Directory.FindAsync(partnerNodeId, cancellationToken).ConfigureAwait(false);
        Uri target = address ?? partner?.Address ?? throw new InvalidOperationException(
            $"Partner {partnerNodeId} has no address. List it under Interconn:Partners, or use InterconnClientFactory.Create with its address.");
        if (!target.IsAbsoluteUri || target.Scheme is not ("http" or "https"))
        {
            throw new InvalidOperationException($"The address of partner {partnerNodeId} is not absolute, or neither http nor https. Correct it in the directory.");
        }

        if (target.Scheme != Uri.UriSchemeHttps && !target.IsLoopback && !Options.AllowPlainHttp)
        {
            throw new InvalidOperationException(
                $"The address of partner {partnerNodeId} is plain http beyond loopback. Use https, or set InterconnOptions.AllowPlainHttp.");
        }

        return new OutgoingCall
        {
            PartnerNodeId = partnerNodeId,
            Address = target,
            Compatibility = partner?.Compatibility ?? PartnerCompatibility.Standard,
            StringToSign = partner?.StringToSign,
            SigningKey = partner?.SigningKey ?? services.Node.SigningKey,
            IsSigned = isSigned,
            TraceId = TraceId(),
            TokenSet = callOptions.Permits.Count == 0 ? null : TokenSet.Format(callOptions.Permits),
        };
    }

    /// <summary>The address without the closing slash, ready for a path.</summary>
    public static string Base(Uri target) => target.GetLeftPart(UriPartial.Authority) + LocalNode.PathBaseOf(target);

    /// <summary>Whether a request goes to a partner's address, path base included, and nowhere else.</summary>
    public static bool IsWithin(Uri target, Uri address) =>
        target.IsAbsoluteUri
        && string.Equals(target.Scheme, address.Scheme, StringComparison.Ordinal)
        && string.Equals(target.Authority, address.Authority, StringComparison.OrdinalIgnoreCase)
        && target.AbsolutePath.StartsWith(LocalNode.PathBaseOf(address) + "/", StringComparison.Ordinal);

    private string TraceId()
    {
        if (callOptions.TraceId is string given)
        {
            return HeaderForms.IsId(given)
                ? given
                : throw new ArgumentException("InterconnCallOptions.TraceId must be 1 to 128 letters, digits or one of . _ : - .");
        }

        return Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity
            ? activity.TraceId.ToHexString()
            : RandomNumberGenerator.GetHexString(TraceBytes * 2, lowercase: true);
    }
}
