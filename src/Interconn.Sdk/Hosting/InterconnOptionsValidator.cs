using System.Net;
using Interconn.Sdk.Partners;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Transport;
using Microsoft.Extensions.Options;

namespace Interconn.Sdk.Hosting;

/// <summary>Checks the settings and says, for each that does not hold, what to change.</summary>
internal sealed class InterconnOptionsValidator : IValidateOptions<InterconnOptions>
{
    private const long MinBytes = 1024;
    private const long MaxBytes = 1024L * 1024 * 1024;
    private const int FingerprintLength = 64;
    private static readonly TimeSpan MaxTolerance = TimeSpan.FromHours(1);
    private static readonly TimeSpan MaxTimeout = TimeSpan.FromHours(1);

    public ValidateOptionsResult Validate(string? name, InterconnOptions options)
    {
        var failures = new List<string>();
        CheckNode(options, failures);
        CheckPartners(options, failures);
        CheckOfferedAddresses(options.OfferedAddresses, failures);
        ConnectionOptionsRules.CheckProxy(options.EgressProxy, failures);
        ConnectionOptionsRules.CheckCertificate(options.ClientCertificate, nameof(options.ClientCertificate), failures);
        CheckTime(options.TimestampTolerance, MaxTolerance, nameof(options.TimestampTolerance), failures);
        CheckTime(options.CallTimeout, MaxTimeout, nameof(options.CallTimeout), failures);
        CheckTime(options.HandlerTimeout, MaxTimeout, nameof(options.HandlerTimeout), failures);
        CheckTime(options.StoreTimeout, MaxTimeout, nameof(options.StoreTimeout), failures);
        CheckRange(options.MaxPageSize, 1, 100_000, nameof(options.MaxPageSize), failures);
        CheckRange(options.MaxRequestBody, MinBytes, MaxBytes, nameof(options.MaxRequestBody), failures);
        CheckRange(options.MaxAnswer, MinBytes, MaxBytes, nameof(options.MaxAnswer), failures);
        CheckRange(options.MaxFailuresPerMinute, 1, int.MaxValue / 10, nameof(options.MaxFailuresPerMinute), failures);
        CheckRange(options.MaxUnsignedCallsPerMinute, 1, int.MaxValue, nameof(options.MaxUnsignedCallsPerMinute), failures);
        CheckRange(options.MaxNoncesPerPartner, 1, int.MaxValue, nameof(options.MaxNoncesPerPartner), failures);
        CheckRange(options.Replicas, 1, 10_000, nameof(options.Replicas), failures);
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static void CheckNode(InterconnOptions options, List<string> failures)
    {
        if (!HeaderForms.IsId(options.Node.NodeId))
        {
            failures.Add("Interconn: Node.NodeId must be 1 to 128 letters, digits or one of . _ : - . Set it in AddInterconn or in the "
                + "configuration under Interconn:Node:NodeId.");
        }

        switch (options)
        {
            case { SigningKey: null, KeyFile: null }:
                failures.Add("Interconn: the node has no key. Set SigningKey (for instance SigningKey.FromPemFile) or KeyFile.");
                break;
            case { SigningKey: not null, KeyFile: not null }:
                failures.Add("Interconn: both SigningKey and KeyFile are set. Keep one of them.");
                break;
        }

        CheckNotEmpty(options.KeyFile, "KeyFile", failures);
        CheckFiles(options.RootCertificateFiles, nameof(options.RootCertificateFiles), failures);
        CheckFiles(options.IntermediateCertificateFiles, nameof(options.IntermediateCertificateFiles), failures);
        CheckFiles(options.RevocationListFiles, nameof(options.RevocationListFiles), failures);

        CheckAddress(options.Node.Address, "Node.Address", options.AllowPlainHttp, failures);
        foreach (string origin in options.AllowedOrigins)
        {
            CheckOrigin(origin, failures);
        }
    }

    // Compared letter for letter with what browsers send, so another spelling would allow nobody.
    private static void CheckOrigin(string origin, List<string> failures)
    {
        if (!Uri.TryCreate(origin, UriKind.Absolute, out Uri? address) || !AddressForm.IsHttp(address) || address.GetLeftPart(UriPartial.Authority) != origin)
        {
            failures.Add($"Interconn: '{origin}' in AllowedOrigins is no origin. Write scheme and host as browsers do, for instance https://console.example.com.");
        }
    }

    private static void CheckPartners(InterconnOptions options, List<string> failures)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < options.Partners.Count; i++)
        {
            PartnerOptions partner = options.Partners[i];
            string where = $"Partners[{i}]";
            if (!HeaderForms.IsId(partner.NodeId))
            {
                failures.Add($"Interconn: {where}.NodeId must be 1 to 128 letters, digits or one of . _ : - .");
            }
            else if (!seen.Add(partner.NodeId))
            {
                failures.Add($"Interconn: {where}.NodeId '{partner.NodeId}' is listed twice. A partner has one entry.");
            }
            else if (string.Equals(partner.NodeId, options.Node.NodeId, StringComparison.Ordinal))
            {
                failures.Add($"Interconn: {where}.NodeId is this node itself.");
            }

            CheckAddress(partner.Address, $"{where}.Address", options.AllowPlainHttp, failures);
            CheckNotEmpty(partner.ContractId, $"{where}.ContractId", failures);
            CheckNotEmpty(partner.Credential, $"{where}.Credential", failures);
            CheckNotEmpty(partner.CredentialFile, $"{where}.CredentialFile", failures);
            CheckFingerprint(partner.PinnedFingerprint, $"{where}.PinnedFingerprint", failures);
            CheckFingerprint(partner.ClientCertificateFingerprint, $"{where}.ClientCertificateFingerprint", failures);
            ConnectionOptionsRules.CheckCertificate(partner.ClientCertificate, $"{where}.ClientCertificate", failures);

            if (partner is { Credential: not null, CredentialFile: not null })
            {
                failures.Add($"Interconn: {where} has both Credential and CredentialFile. Keep one of them.");
            }

            if (partner is { ContractId: not null, Credential: null, CredentialFile: null })
            {
                failures.Add($"Interconn: {where} has a ContractId and no key. Set Credential or CredentialFile to its public key or certificate.");
            }
        }
    }

    private static void CheckFingerprint(string? fingerprint, string where, List<string> failures)
    {
        if (fingerprint is not null && (fingerprint.Length != FingerprintLength || !fingerprint.All(char.IsAsciiHexDigit)))
        {
            failures.Add($"Interconn: {where} must be {FingerprintLength} hex digits without separators: SHA-256 of the public key's DER.");
        }
    }

    private static void CheckOfferedAddresses(OfferedAddressOptions options, List<string> failures)
    {
        foreach (string network in options.PrivateNetworks)
        {
            if (!IPNetwork.TryParse(network, out _))
            {
                failures.Add($"Interconn: '{network}' in OfferedAddresses.PrivateNetworks is no network. Write it as address and length, for instance 10.20.0.0/16.");
            }
        }

        foreach (int port in options.Ports)
        {
            CheckRange(port, 0, ushort.MaxValue, "an entry of OfferedAddresses.Ports", failures);
        }
    }

    private static void CheckAddress(Uri? address, string where, bool allowPlainHttp, List<string> failures)
    {
        if (address is null)
        {
            return;
        }

        if (!AddressForm.IsHttp(address))
        {
            failures.Add($"Interconn: {where} must be an absolute https address, for instance https://node.example.com/base.");
            return;
        }

        if (address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            failures.Add($"Interconn: {where} must not carry user information, a query or a fragment.");
        }

        if (!allowPlainHttp && AddressForm.IsPlainBeyondLoopback(address))
        {
            failures.Add($"Interconn: {where} is plain http beyond loopback. Use https, or set AllowPlainHttp if something else protects the line.");
        }
    }

    private static void CheckFiles(IList<string> files, string name, List<string> failures)
    {
        foreach (string file in files)
        {
            CheckNotEmpty(file, $"an entry of {name}", failures);
        }
    }

    // An empty text is what is left of a setting that was meant to be taken back; what it was to become is not guessed.
    private static void CheckNotEmpty(string? value, string name, List<string> failures)
    {
        if (value is "")
        {
            failures.Add($"Interconn: {name} is empty. Give it a value, or leave it out.");
        }
    }

    private static void CheckTime(TimeSpan value, TimeSpan max, string name, List<string> failures)
    {
        if (value <= TimeSpan.Zero || value > max)
        {
            failures.Add($"Interconn: {name} is {value}. It must be more than 0 and at most {max}.");
        }
    }

    private static void CheckRange(long value, long min, long max, string name, List<string> failures)
    {
        if (value < min || value > max)
        {
            failures.Add($"Interconn: {name} is {value}. It must be from {min} to {max}.");
        }
    }
}
