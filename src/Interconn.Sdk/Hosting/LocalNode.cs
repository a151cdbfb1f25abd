using System.Net.Security;
using System.Security.Cryptography;
using Interconn.Sdk.Client;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Signing;
using Interconn.Sdk.Transport;
using Microsoft.Extensions.Options;

namespace Interconn.Sdk.Hosting;

/// <summary>This node, as it runs: its settings, checked, and its key, read once.</summary>
internal sealed class LocalNode
{
    public LocalNode(IOptions<InterconnOptions> options)
    {
        Options = options.Value;
        SigningKey = Options.SigningKey ?? ReadKey(Options);
        ClientCertificate = ClientCertificateFile.Read(Options.ClientCertificate, nameof(Options.ClientCertificate));
        PathBase = AddressForm.PathBaseOf(Options.Node.Address);
    }

    public InterconnOptions Options { get; }

    public string NodeId => Options.Node.NodeId;

    /// <summary>The key of new contracts, and of calls to partners that know no other.</summary>
    public ISigningKey SigningKey { get; private set; }

    /// <summary>What the node shows when it connects, to partners that it has nothing else for; null for nothing.</summary>
    public SslStreamCertificateContext? ClientCertificate { get; }

    /// <summary>Where the node's nonces, CSRF values and trace ids come from.</summary>
    public RandomIds Ids { get; } = new();

    /// <summary>The path of the node's address without a closing slash; empty for most.</summary>
    public string PathBase { get; }

    /// <summary>Makes another key that of new contracts. Partners go on with the one that they know until they are told (3.4).</summary>
    public void Rotate(ISigningKey signingKey) => SigningKey = signingKey;

    private static SigningKey ReadKey(InterconnOptions options)
    {
        try
        {
            return Signing.SigningKey.FromPemFile(options.KeyFile!, options.KeyPassword);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new InvalidOperationException(
                $"Interconn: the key of the node cannot be read. {exception.Message} Set KeyFile to a PEM file with the private key, and KeyPassword where "
                + "it is encrypted.",
                exception);
        }
    }
}
