using Interconn.Sdk.Hosting;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.AspNetCore.Pipeline;

/// <summary>Stage 7: records the nonce of a call whose signature held.</summary>
internal sealed class ReplayStage(LocalNode node, IReplayGuard guard)
{
    // Beyond the last moment at which the timestamp is still taken, so that the two never race.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    /// <summary>Whether it answers from the memory of this process, at once and without fail.</summary>
    public bool IsPrompt { get; } = guard is InMemoryReplayGuard;

    public async ValueTask<Refusal?> RecordAsync(IncomingCall call, CancellationToken cancellationToken)
    {
        CallHeaders headers = call.Headers;
        DateTimeOffset signedAt = headers.SignedAt;
        bool isPartner = call.Key is not null;
        ReplayVerdict verdict = await guard.TryAddAsync(
            new ReplayEntry
            {
                Scope = isPartner ? headers.Source! : "key:" + call.OfferedCredential!.Key.Fingerprint,
                Quota = isPartner ? headers.Source! : "address:" + call.RemoteKey,
                IsPartner = isPartner,
                Nonce = headers.Nonce!,
                Timestamp = signedAt,
                ExpiresAt = signedAt + node.Options.TimestampTolerance + Margin,
            },
            cancellationToken).ConfigureAwait(false);
        return verdict switch
        {
            ReplayVerdict.Fresh => null,
            ReplayVerdict.Replayed => new Refusal(InterconnCodes.Replay, "the nonce was seen before"),
            ReplayVerdict.BeforeStart => new Refusal(InterconnCodes.Timestamp, "the call was signed before this process could have remembered it"),
            _ => new Refusal(InterconnCodes.Unavailable, "the replay guard is full for this sender"),
        };
    }
}
