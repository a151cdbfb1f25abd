using Interconn.Sdk.Hosting;
using Interconn.Sdk.Partners;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Signing;
using Interconn.Sdk.Transport;

namespace Interconn.Sdk.AspNetCore.Pipeline;

/// <summary>
/// The verification stages in their order, cheap ones first. Nothing is recorded before stage 7, no permit is spent before every other check
/// has held. Null means that the call may go on.
/// </summary>
internal sealed class CallVerifier(
    LocalNode node,
    IPartnerDirectory directory,
    IPartnerTrustPolicy trustPolicy,
    SignatureStage signatures,
    ReplayStage replay,
    PermitStage permits,
    CredentialReader credentials,
    BudgetStage budget,
    TimeLimits timeLimits)
{
    private readonly IPromptDirectory? promptDirectory = directory as IPromptDirectory;

    private static readonly Refusal FailedTooOften = new(InterconnCodes.TooMany, "too many calls failed verification (MaxFailuresPerMinute)");

    public async ValueTask<Refusal?> VerifyAsync(IncomingCall call, CancellationToken cancellationToken)
    {
        Refusal? refusal = Read(call)
            ?? (call.Headers.IsTimestampInSeconds ? await AdmitSecondsAsync(call, cancellationToken).ConfigureAwait(false) : null)
            ?? Freshness.Check(call, node);
        if (refusal is not null)
        {
            return refusal;
        }

        refusal = call.Demand.Signature switch
        {
            SignatureDemand.None => await VerifyUnsignedAsync(call, cancellationToken).ConfigureAwait(false),
            SignatureDemand.ProofOfPossession => await VerifyPossessionAsync(call, cancellationToken).ConfigureAwait(false),
            _ => await VerifyContractAsync(call, cancellationToken).ConfigureAwait(false),
        };
        return refusal
            ?? PartyStage.Check(call)
            ?? (call.OfferedCredential is PartnerCredential offered ? await JudgeCredentialAsync(call, offered, cancellationToken).ConfigureAwait(false) : null)
            ?? (call.Demand.Permit is PermitRequirement permit ? await SpendPermitAsync(call, permit, cancellationToken).ConfigureAwait(false) : null);
    }

    /// <summary>Stage 1, as far as headers go.</summary>
    private Refusal? Read(IncomingCall call)
    {
        call.RemoteAddress = call.Http.Connection.RemoteIpAddress;
        Refusal? refusal = HttpForm.ReadTarget(call.Http, call.Demand, node.PathBase, out string target);
        call.Target = target;
        refusal ??= HttpForm.CheckRequest(call.Http, call.Demand);
        if (refusal is not null)
        {
            return refusal;
        }

        CallHeaders? headers = CallHeaders.Read(call.Http.Request.Headers, call.Demand.Signature != SignatureDemand.None, out string? illFormed);
        if (headers is null)
        {
            return new Refusal(InterconnCodes.MalformedHeader, $"header {illFormed} is repeated or ill-formed");
        }

        call.Headers = headers;
        return null;
    }

    /// <summary>Stage 1 for a timestamp in seconds, which only some partners may send.</summary>
    private async ValueTask<Refusal?> AdmitSecondsAsync(IncomingCall call, CancellationToken cancellationToken)
    {
        // Whom the directory does not know it looks up each time, so that this costs more than other ill-formed headers do.
        if (budget.IsSpent(call))
        {
            return FailedTooOften;
        }

        await FindPartnerAsync(call, cancellationToken).ConfigureAwait(false);
        if (call.Partner?.Compatibility.TimestampInSeconds == true)
        {
            return null;
        }

        budget.RecordFailure(call);
        return new Refusal(InterconnCodes.MalformedHeader, $"header {InterconnHeaders.Timestamp} is in seconds (PartnerCompatibility.TimestampInSeconds)");
    }

    /// <summary>Stages 3 to 8 for calls that a contract's key must have signed; stage 4 comes first, being cheaper than 3.</summary>
    private async ValueTask<Refusal?> VerifyContractAsync(IncomingCall call, CancellationToken cancellationToken)
    {
        // Asked before anybody is looked up: known and unknown nodes run out alike, and a flood does not reach the store.
        if (budget.IsSpent(call))
        {
            return FailedTooOften;
        }

        await FindPartnerAsync(call, cancellationToken).ConfigureAwait(false);
        signatures.ChooseKeys(call);
        if (call.Candidates.Length == 0 && !await HasNewerKeysAsync(call, cancellationToken).ConfigureAwait(false))
        {
            budget.RecordFailure(call);
            return new Refusal(InterconnCodes.NotAuthenticated, call.KeyFault);
        }

        Refusal? refusal = await BodyStage.ReadAsync(call, cancellationToken).ConfigureAwait(false);
        if (refusal is not null)
        {
            return refusal;
        }

        refusal = signatures.Verify(call);
        if (refusal is not null && await HasNewerKeysAsync(call, cancellationToken).ConfigureAwait(false))
        {
            refusal = signatures.Verify(call);
        }

        if (refusal is not null)
        {
            budget.RecordFailure(call);
            return refusal;
        }

        return await RecordNonceAsync(call, cancellationToken).ConfigureAwait(false) ?? Parse(call);
    }

    /// <summary>Stages 4 to 8 for 3.1 and 3.2, where the key is in the body: stage 8 comes before 6.</summary>
    private async ValueTask<Refusal?> VerifyPossessionAsync(IncomingCall call, CancellationToken cancellationToken)
    {
        if (budget.IsSpent(call) || (call.Headers.Signature is null ? budget.IsUnsignedSpent(call) : budget.IsOwnKeySpent(call)))
        {
            return new Refusal(InterconnCodes.TooMany, "too many calls failed verification, or could come from anybody (MaxUnsignedCallsPerMinute)");
        }

        await FindPartnerAsync(call, cancellationToken).ConfigureAwait(false);
        if (!signatures.IsFromOwnConnection(call))
        {
            budget.RecordFailure(call);
            return new Refusal(InterconnCodes.NotAuthenticated, call.KeyFault);
        }

        Refusal? refusal = await BodyStage.ReadAsync(call, cancellationToken).ConfigureAwait(false) ?? Parse(call);
        if (refusal is not null || call.Headers.Signature is null || call.OfferedCredential is not PartnerCredential offered)
        {
            return refusal;
        }

        refusal = signatures.VerifyPossession(call, offered);
        if (refusal is not null)
        {
            budget.RecordFailure(call);
            return refusal;
        }

        return await RecordNonceAsync(call, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stage 8 for 3.6, which is public and limited in rate.</summary>
    private async ValueTask<Refusal?> VerifyUnsignedAsync(IncomingCall call, CancellationToken cancellationToken)
    {
        if (budget.IsUnsignedSpent(call))
        {
            return new Refusal(InterconnCodes.TooMany, "too many unsigned calls (MaxUnsignedCallsPerMinute)");
        }

        return await BodyStage.ReadAsync(call, cancellationToken).ConfigureAwait(false) ?? Parse(call);
    }

    private Refusal? Parse(IncomingCall call) => call.Demand.Endpoint is InterconnEndpoint endpoint
        ? RequestParser.Parse(call, endpoint) ?? CredentialStage.Read(call, credentials)
        : null;

    private async ValueTask FindPartnerAsync(IncomingCall call, CancellationToken cancellationToken)
    {
        if (call.Partner is not null || call.Headers.Source is null)
        {
            return;
        }

        call.Partner = promptDirectory is not null && promptDirectory.TryFind(call.Headers.Source, out Partner? partner)
            ? partner
            : await AskAsync(
                call, "the partner directory", (directory, call.Headers.Source), static (asked, token) => asked.directory.FindAsync(asked.Source, token), cancellationToken)
                .ConfigureAwait(false);
    }

    /// <summary>Whether the partner has come to other keys than those that were tried, at another process of this node.</summary>
    private async ValueTask<bool> HasNewerKeysAsync(IncomingCall call, CancellationToken cancellationToken)
    {
        Partner? known = call.Partner;
        call.Partner = await AskAsync(
            call,
            "the partner directory",
            (directory, call.Headers.Source, known),
            static (asked, token) => asked.directory.FindAgainAsync(asked.Source!, asked.known, token),
            cancellationToken).ConfigureAwait(false);
        if (ReferenceEquals(call.Partner, known))
        {
            return false;
        }

        signatures.ChooseKeys(call);
        return call.Candidates.Length > 0;
    }

    private async ValueTask<Refusal?> RecordNonceAsync(IncomingCall call, CancellationToken cancellationToken)
    {
        Refusal? refusal = replay.IsPrompt
            ? await replay.RecordAsync(call, CancellationToken.None).ConfigureAwait(false)
            : await AskAsync(call, "the replay guard", (replay, call), static (asked, token) => asked.replay.RecordAsync(asked.call, token), cancellationToken)
                .ConfigureAwait(false);
        if (refusal?.Code == InterconnCodes.Replay)
        {
            // To send a copy costs nothing, to find that it is one costs a verification: it counts as a forgery does.
            budget.RecordFailure(call);
        }

        return refusal;
    }

    private async ValueTask<Refusal?> JudgeCredentialAsync(IncomingCall call, PartnerCredential offered, CancellationToken cancellationToken)
    {
        var question = new TrustQuestion
        {
            NodeId = call.Headers.Source!,
            Credential = offered,
            RemoteAddress = call.RemoteAddress,
            ClientCertificate = call.ClientCertificate,
        };
        call.OfferedTrust = await AskAsync(
            call, "the trust policy", (trustPolicy, question), static (asked, token) => asked.trustPolicy.DecideAsync(asked.question, token), cancellationToken)
            .ConfigureAwait(false);
        return offered.Certificate is not null && call.OfferedTrust == TrustDecision.Refused
            ? new Refusal(InterconnCodes.FieldRule, "the certificate is not this node's, or not of today", "auth_credential")
            : null;
    }

    private async ValueTask<Refusal?> SpendPermitAsync(IncomingCall call, PermitRequirement requirement, CancellationToken cancellationToken)
    {
        // Before the store is asked: what a delegate of the host throws is no fault of the store.
        return PermitStage.DemandOf(call.Http, requirement) is PermitDemand demand
            ? await AskAsync(
                call, "the permit store", (permits, call, demand), static (asked, token) => asked.permits.SpendAsync(asked.call, asked.demand, token), cancellationToken)
                .ConfigureAwait(false)
            : new Refusal(InterconnCodes.PermitInvalid, "the route gives no resource id for this call");
    }

    /// <summary>Asks something outside this process, for as long as the options allow: what does not heed its token must not hold the caller either.</summary>
    private async ValueTask<TAnswer> AskAsync<TAsked, TAnswer>(
        IncomingCall call, string what, TAsked whom, Func<TAsked, CancellationToken, ValueTask<TAnswer>> ask, CancellationToken cancellationToken)
    {
        call.Asking = what;
        using TimeLimit time = timeLimits.Start(node.Options.StoreTimeout, cancellationToken);
        ValueTask<TAnswer> asked = ask(whom, time.Token);
        TAnswer answer = asked.IsCompleted
            ? await asked.ConfigureAwait(false)
            : await asked.AsTask().WaitAsync(time.Token).ConfigureAwait(false);
        call.Asking = null;
        return answer;
    }
}
