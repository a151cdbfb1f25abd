using System.Net;
using System.Security.Cryptography;
using Interconn.Sdk.Load.Tests.Node;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Load.Tests.Traffic;

/// <summary>A partner of the node under load: its name, its key, its address and its permits.</summary>
internal sealed record Caller(string NodeId, SigningKey Key, IPAddress Address)
{
    public const string Health = "/v1/interconn/node/health";

    public string ContractId => "c-" + NodeId;

    /// <summary>The token set for the dataset that can be read.</summary>
    public string Permit { get; init; } = "";

    /// <summary>The token set whose use the store fails to count.</summary>
    public string UnluckyPermit { get; init; } = "";

    public KnownPartner Known => new(NodeId, ContractId, Key.AuthCredential);

    public static Caller Create(string nodeId, int lastOctet, string algorithm = SignatureAlgorithmIds.Sha256Ecdsa) =>
        new(nodeId, SigningKey.Generate(algorithm), new IPAddress([127, 0, 0, (byte)lastOctet]));

    public RequestDraft Get(string target, string? tokenSet = null, string? nonce = null) => Sign(new RequestDraft { Target = target }, tokenSet, nonce);

    public RequestDraft Post(string target, string json)
    {
        var draft = new RequestDraft { Method = "POST", Target = target, Body = System.Text.Encoding.UTF8.GetBytes(json) };
        draft["x-csrf-protection"] = "csrf";
        draft["Content-Type"] = "application/json";
        return Sign(draft, tokenSet: null, nonce: null);
    }

    public static string NewNonce(string prefix = "") => prefix + RandomNumberGenerator.GetHexString(32, lowercase: true);

    private RequestDraft Sign(RequestDraft draft, string? tokenSet, string? nonce)
    {
        draft.WithStandardHeaders();
        draft["x-source-node-id"] = NodeId;
        if (tokenSet is not null)
        {
            draft["x-mprac-token-set"] = tokenSet;
        }

        if (nonce is not null)
        {
            draft["x-nonce"] = nonce;
        }

        return draft.Sign(Key);
    }
}
