using Interconn.Sdk.Transport;

namespace Interconn.Sdk.Hosting;

/// <summary>What the settings of outgoing connections must hold to.</summary>
internal static class ConnectionOptionsRules
{
    public static void CheckProxy(EgressProxyOptions? proxy, List<string> failures)
    {
        if (proxy is null)
        {
            return;
        }

        if (proxy.Address is not Uri address || !AddressForm.IsHttp(address) || address.UserInfo.Length > 0 || address.PathAndQuery != "/" || address.Fragment.Length > 0)
        {
            failures.Add(
                "Interconn: EgressProxy.Address must be scheme, host and port, for instance http://proxy.example.com:3128. User name and password have settings of their own.");
        }

        if (proxy.UserName is string name && (name.Contains(':', StringComparison.Ordinal) || name.Any(char.IsControl)))
        {
            failures.Add("Interconn: EgressProxy.UserName holds a colon or a control character, which Basic authentication cannot carry.");
        }

        if (proxy.Password is not null && (proxy.UserName is null || proxy.Password.Any(char.IsControl)))
        {
            failures.Add("Interconn: EgressProxy.Password needs a UserName, and holds no control character.");
        }
    }

    public static void CheckCertificate(ClientCertificateOptions? certificate, string where, List<string> failures)
    {
        bool isSound = certificate is null
            || (certificate.Given() is null
                ? certificate is { File.Length: > 0, KeyFile.Length: > 0 }
                : certificate is { File: null, KeyFile: null, KeyPassword: null });
        if (!isSound)
        {
            failures.Add($"Interconn: {where} needs File and KeyFile (which may be the same), or a certificate from code (Use) and nothing else.");
        }
    }
}
