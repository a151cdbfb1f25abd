using System.Buffers.Text;
using System.Text;
using Interconn.Sdk.Fuzzing.Engine;
using Interconn.Sdk.Fuzzing.Mutators;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Fuzzing.Targets;

/// <summary>Permit tokens: of all texts there are, the node takes the one that it made.</summary>
[TestFixture]
public sealed class PermitTokenFuzzTests : FuzzFixture
{
    private SigningKey key = null!;
    private JwsPermitFormat format = null!;
    private string issued = null!;

    protected override string CorpusName => "permit-tokens";

    [OneTimeSetUp]
    public async Task IssueAsync()
    {
        // RSA signs the same text always the same.
        key = SigningKey.FromPem(Corpus.Text("private-keys", "rsa.txt"));
        format = new JwsPermitFormat(new PermitKeyRing(key));
        var claims = new PermitClaims
        {
            PermitId = "p-1",
            HolderNodeId = TestNode.HolderId,
            HolderInstId = "LX01",
            UserNodeId = TestNode.CallerId,
            UserInstId = "JG01",
            ResourceType = ResourceType.Dataset,
            ResourceId = "d-1",
            Level = 1,
            IssuedAt = DateTimeOffset.FromUnixTimeSeconds(1_798_761_600),
        };
        issued = (await format.WriteAsync(claims, CancellationToken.None)).Text;
    }

    [OneTimeTearDown]
    public void DropKey() => key.Dispose();

    private protected override byte[] Prepare(byte[] seed, long iteration) => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(seed).Replace("{token}", issued, StringComparison.Ordinal));

    private protected override byte[] Mutate(byte[] seed, IReadOnlyList<byte[]> seeds, Dice dice)
    {
        string[] parts = Encoding.UTF8.GetString(seed).Split('.');
        int at = dice.Below(2);
        if (dice.OnceIn(2) || parts.Length < 2 || !Base64Url.IsValid(parts[at]))
        {
            return ByteMutator.Mutate(seed, seeds, dice);
        }

        parts[at] = Base64Url.EncodeToString(JsonMutator.Mutate(Base64Url.DecodeFromChars(parts[at]), [], dice));
        return Encoding.UTF8.GetBytes(string.Join('.', parts));
    }

    protected override async Task TryAsync(byte[] input, CancellationToken cancellationToken)
    {
        string token = Encoding.UTF8.GetString(input);
        PermitReading reading = await format.ReadAsync(token, cancellationToken);
        Demand((reading.Status == PermitReadingStatus.Valid) == (token == issued), $"{reading.Status}");
        Demand((reading.Claims is not null) == (token == issued), "claims of a token that does not hold");
    }
}
