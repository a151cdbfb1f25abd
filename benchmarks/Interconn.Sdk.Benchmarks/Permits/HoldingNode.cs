using Interconn.Sdk.Permits;
using Interconn.Sdk.Signing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Interconn.Sdk.Benchmarks.Permits;

/// <summary>A node that issues permits to one user and checks them, with its permits in memory.</summary>
internal sealed class HoldingNode : IDisposable
{
    public const string UserNodeId = "JG0100001100000000";
    private const string NodeId = "LX0000010000280";

    private readonly PermitKeyRing ring;
    private readonly PermitIssuer issuer;

    public HoldingNode()
    {
        ring = new PermitKeyRing(Key);
        IPermitFormat format = MakeFormat();
        issuer = new PermitIssuer(NodeId, "LX01", format, Store, TimeProvider.System, NullLogger<PermitIssuer>.Instance);
        Verifier = new PermitVerifier(NodeId, format, Store, TimeProvider.System, NullLogger<PermitVerifier>.Instance);
    }

    public SigningKey Key { get; } = SigningKey.Generate(SignatureAlgorithmIds.Sha256Ecdsa);

    public IPermitStore Store { get; } = new InMemoryPermitStore(TimeProvider.System);

    public PermitVerifier Verifier { get; }

    public static PermitDemand Demand(int resource) => new() { ResourceType = ResourceType.Dataset, ResourceId = $"d-{resource}" };

    /// <summary>One that has read no token yet.</summary>
    public IPermitFormat MakeFormat() => new JwsPermitFormat(ring);

    public async Task<ResourcePermit> IssueAsync(int resource) => await issuer.IssueAsync(
        new PermitGrant
        {
            ResourceType = ResourceType.Dataset,
            ResourceId = $"d-{resource}",
            UserNodeId = UserNodeId,
            UserInstId = "JG01",
            TimeLimit = TimeProvider.System.GetUtcNow().AddDays(30),
        },
        CancellationToken.None);

    /// <summary>What a call carries that presents permits.</summary>
    public static string Header(params IEnumerable<ResourcePermit> permits) => TokenSet.Format(permits)!;

    public static TokenSet Read(string header) =>
        TokenSet.Read(header, out TokenSet set) == TokenSetForm.Valid ? set : throw new InvalidOperationException("The token set does not read.");

    public async Task CheckAsync(TokenSet set, PermitDemand demand)
    {
        PermitVerdict verdict = await Verifier.VerifyAsync(set, demand, UserNodeId, CancellationToken.None);
        if (!verdict.IsGranted)
        {
            throw new InvalidOperationException($"A permit that holds was refused: {verdict.Refusal}.");
        }
    }

    public void Dispose() => Key.Dispose();
}
