using System.Security.Cryptography.X509Certificates;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Partners;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.AspNetCore.Pipeline;

/// <summary>Stages 3 and 6: which keys may have signed, and which of them did.</summary>
internal sealed class SignatureStage(LocalNode node, CertificateTrust trust, ConnectionCertificates connections)
{
    /// <summary>Stage 3: the keys that are tried. Certificates that are not trusted today are left out.</summary>
    public void ChooseKeys(IncomingCall call)
    {
        if (call.Partner is not Partner partner)
        {
            return;
        }

        if (!IsFromOwnConnection(call))
        {
            call.Candidates = [];
            return;
        }

        CandidateKey[] candidates = KeyChoice.Candidates(partner, call.Demand.Signature, call.ReceivedAt);
        foreach (CandidateKey candidate in candidates)
        {
            if (candidate.Credential.Certificate is not null)
            {
                candidates = Usable(call, candidates, partner);
                break;
            }
        }

        call.Candidates = candidates;
    }

    /// <summary>Whether the connection brought the client certificate that the host demands of the partner, where it demands one.</summary>
    public bool IsFromOwnConnection(IncomingCall call)
    {
        if (call.Partner is not { RequiresClientCertificate: true } partner)
        {
            return true;
        }

        CertificateVerdict verdict = call.ClientCertificate is X509Certificate2 certificate
            ? connections.Check(certificate, partner.NodeId, partner.ClientCertificateFingerprint)
            : CertificateVerdict.NoCertificate;
        call.ConnectionFault = verdict == CertificateVerdict.Trusted ? null : verdict;
        return verdict == CertificateVerdict.Trusted;
    }

    /// <summary>Stage 6: the first key under which the signature holds.</summary>
    public Refusal? Verify(IncomingCall call)
    {
        SignatureVerdict last = SignatureVerdict.None;
        foreach (CandidateKey candidate in call.Candidates)
        {
            last = Verify(call, candidate.Credential.Key);
            if (last == SignatureVerdict.Valid)
            {
                call.Key = candidate;
                call.IsSigned = true;
                return null;
            }
        }

        return new Refusal(InterconnCodes.NotAuthenticated, $"the signature does not hold under any of {call.Candidates.Length} keys ({last})");
    }

    /// <summary>Stage 6 of 3.1 and 3.2: the key is the one in the body, and the signature proves that the sender has it.</summary>
    public Refusal? VerifyPossession(IncomingCall call, PartnerCredential offered)
    {
        SignatureVerdict verdict = Verify(call, offered.Key);
        call.IsSigned = verdict == SignatureVerdict.Valid;
        return call.IsSigned
            ? null
            : new Refusal(InterconnCodes.NotAuthenticated, $"the signature does not hold under the key in the body ({verdict})");
    }

    private SignatureVerdict Verify(IncomingCall call, VerificationKey key)
    {
        CallHeaders headers = call.Headers;
        PartnerCompatibility compatibility = call.Partner?.Compatibility ?? PartnerCompatibility.Standard;
        var message = new SignedMessage
        {
            Algorithm = key.Algorithm,
            Method = call.Http.Request.Method,
            RequestTarget = call.Target,
            SourceNodeId = headers.Source!,
            TargetNodeId = node.NodeId,
            Timestamp = headers.Timestamp!,
            Nonce = headers.Nonce!,
            TraceId = headers.TraceId,
            CsrfProtection = headers.Csrf,
            TokenSet = headers.TokenSetText,
            Body = call.Body,
        };
        return MessageSignature.Verify(key, message, headers.Signature!, call.Partner?.StringToSign, compatibility.SignatureEncoding);
    }

    // A method of its own: what its lambda holds would be made for every call, with a certificate or without.
    private CandidateKey[] Usable(IncomingCall call, CandidateKey[] candidates, Partner partner) =>
        [.. candidates.Where(candidate => IsUsable(call, candidate, partner))];

    private bool IsUsable(IncomingCall call, CandidateKey candidate, Partner partner)
    {
        if (candidate.Credential.Certificate is null)
        {
            return true;
        }

        CertificateVerdict verdict = trust.Check(candidate.Credential, partner.NodeId, partner.PinnedFingerprint);
        call.CertificateFault = verdict == CertificateVerdict.Trusted ? call.CertificateFault : verdict;
        return verdict == CertificateVerdict.Trusted;
    }
}
