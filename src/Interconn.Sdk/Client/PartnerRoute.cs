using System.Diagnostics;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Partners;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Transport;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Client;

/// <summary>How calls reach one partner: what the send core and the requests to host routes share.</summary>
internal sealed class PartnerRoute(ClientServices services, string partnerNodeId, Uri? address, InterconnCallOptions callOptions)
{
    public string PartnerNodeId => partnerNodeId;

    /// <summary>The id of this node.</summary>
    public string NodeId => services.Node.NodeId;

    public PartnerHttpClient HttpFor(OutgoingCall call) => services.HttpFor(call);

    public InterconnOptions Options => services.Node.Options;

    public TimeProvider TimeProvider => services.TimeProvider;

    public TimeLimits TimeLimits => services.TimeLimits;

    public ILogger Logger => services.Logger;

    public PartnerRoute With(InterconnCallOptions options) => new(services, partnerNodeId, address, options);

    /// <summary>
    /// Makes a call within the time limit, and says in the SDK's own exceptions how it failed. Method and path name it there; <paramref name="send"/>
    /// does the sending.
    /// </summary>
    public async Task<T> CallAsync<T>(
        string method, string path, bool isSigned, Func<OutgoingCall, CancellationToken, Task<T>> send, CancellationToken cancellationToken)
    {
        OutgoingCall? call = null;
        return await TimedCall.RunAsync(
            Options.CallTimeout,
            TimeProvider,
            async token =>
            {
                call = await PrepareAsync(isSigned, token).ConfigureAwait(false);
                return await send(call, token).ConfigureAwait(false);
            },
            (how, cause) => Unanswered($"{method} {path}", call, how, cause),
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The exception for a call that no answer came to; <paramref name="how"/> is as the framework said it.</summary>
    public InterconnTransportException Unanswered(string endpoint, OutgoingCall? call, string how, Exception cause) =>
        new($"{endpoint} at {PartnerNodeId} failed: {ForeignText.Clean(how)} (trace {call?.TraceId}).", ForeignText.FitCause(cause))
        {
            TraceId = call?.TraceId,
            Endpoint = endpoint,
            PartnerNodeId = PartnerNodeId,
        };

    /// <summary>The address of an endpoint whose request is a body. Made once for each address of a partner: to read a URL takes as long as to sign some.</summary>
    public Uri TargetOf(InterconnEndpoint endpoint, Uri address) => services.Targets.Of(endpoint, address);

    /// <summary>Looks the partner up anew for every call: its address, its key and its contract may have changed.</summary>
    public async ValueTask<OutgoingCall> PrepareAsync(bool isSigned, CancellationToken cancellationToken)
    {
        Partner? partner = await services.Directory.FindAsync(partnerNodeId, cancellationToken).ConfigureAwait(false);
        Uri target = address ?? partner?.Address ?? throw new InvalidOperationException(
            $"Partner {partnerNodeId} has no address. List it under Interconn:Partners, or use InterconnClientFactory.Create with its address.");
        if (!AddressForm.IsHttp(target))
        {
            throw new InvalidOperationException($"The address of partner {partnerNodeId} is not absolute, or neither http nor https. Correct it in the directory.");
        }

        if (!Options.AllowPlainHttp && AddressForm.IsPlainBeyondLoopback(target))
        {
            throw new InvalidOperationException(
                $"The address of partner {partnerNodeId} is plain http beyond loopback. Use https, or set InterconnOptions.AllowPlainHttp.");
        }

        return new OutgoingCall
        {
            PartnerNodeId = partnerNodeId,
            Address = target,
            ChecksAddress = address is null && partner?.IsAddressOffered == true,
            ClientCertificate = partner?.ClientCertificate ?? services.Node.ClientCertificate,
            Compatibility = partner?.Compatibility ?? PartnerCompatibility.Standard,
            StringToSign = partner?.StringToSign,
            SigningKey = callOptions.SigningKey ?? partner?.SigningKey ?? services.Node.SigningKey,
            IsSigned = isSigned,
            TraceId = TraceId(),
            TokenSet = callOptions.Permits.Count == 0 ? null : TokenSet.Format(callOptions.Permits),
        };
    }

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
            : services.Node.Ids.Next();
    }
}
