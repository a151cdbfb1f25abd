using Interconn.Sdk.Permits;

namespace Interconn.Sdk.Tests.Permits;

/// <summary>A token whose signature held is not verified again, for as long as its key is in the ring; and nothing else is ever taken unverified.</summary>
public sealed class JwsMemoryTests
{
    private static readonly PermitClaims Claims = new()
    {
        PermitId = "0123456789abcdef0123456789abcdef",
        HolderNodeId = "LX0000010000280",
        HolderInstId = "LX01",
        UserNodeId = "JG0100001100000000",
        UserInstId = "JG01",
        ResourceType = ResourceType.Dataset,
        ResourceId = "d-01",
        Level = 1,
        IssuedAt = new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero),
    };

    private ObservedKey key = null!;
    private PermitKeyRing ring = null!;
    private string keyId = "";
    private JwsPermitFormat format = null!;

    [SetUp]
    public void SetUp()
    {
        key = new ObservedKey(PermitKeys.Ecdsa.PublicKey);
        ring = new PermitKeyRing(PermitKeys.OtherEcdsa, [key]);
        keyId = ring.RetiredKeyIds.Single();
        format = new JwsPermitFormat(ring);
    }

    [Test]
    public async Task Read_TokenSeenBefore_SaysTheSameAndIsNotVerifiedAgain()
    {
        string token = await TokenAsync(Claims);

        Assert.That((await ReadAsync(token)).Claims, Is.EqualTo(Claims));
        Assert.That((await ReadAsync(new string(token))).Claims, Is.EqualTo(Claims));
        Assert.That(key.Verifications, Is.EqualTo(1));
    }

    [Test]
    public async Task Read_TokensOfTwoPermits_SayEachItsOwn()
    {
        PermitClaims others = Claims with { PermitId = "fedcba9876543210fedcba9876543210", Level = 2 };
        string token = await TokenAsync(Claims);
        string other = await TokenAsync(others);

        for (int times = 0; times < 2; times++)
        {
            Assert.That((await ReadAsync(token)).Claims, Is.EqualTo(Claims));
            Assert.That((await ReadAsync(other)).Claims, Is.EqualTo(others));
        }

        Assert.That(key.Verifications, Is.EqualTo(2));
    }

    [Test]
    public async Task Read_TokenSeenBefore_IsRefusedOnceItsKeyIsRemoved()
    {
        string token = await TokenAsync(Claims);
        await ReadAsync(token);

        ring.Remove(keyId);

        Assert.That((await ReadAsync(token)).Status, Is.EqualTo(PermitReadingStatus.UnknownKey));
    }

    [Test]
    public async Task Read_TokenSeenBefore_IsRefusedOnceItsKeyIsRemovedAsEnded()
    {
        string token = await TokenAsync(Claims);
        await ReadAsync(token);

        await ring.RemoveEndedAsync(new InMemoryPermitStore(new ManualTimeProvider(Claims.IssuedAt)), Claims.IssuedAt, CancellationToken.None);

        Assert.That((await ReadAsync(token)).Status, Is.EqualTo(PermitReadingStatus.UnknownKey));
    }

    [Test]
    public async Task Read_KeyRemovedWhileItVerifies_IsRefusedThenAndLater()
    {
        string token = await TokenAsync(Claims);
        key.OnVerifying = () => ring.Remove(keyId);

        Assert.That((await ReadAsync(token)).Status, Is.EqualTo(PermitReadingStatus.UnknownKey));
        Assert.That((await ReadAsync(token)).Status, Is.EqualTo(PermitReadingStatus.UnknownKey));
    }

    [Test]
    public async Task Read_KeyRemovedAndAddedAgain_IsTaken()
    {
        string token = await TokenAsync(Claims);
        await ReadAsync(token);
        ring.Remove(keyId);
        await ReadAsync(token);

        ring.AddRetired(key);

        Assert.That((await ReadAsync(token)).Claims, Is.EqualTo(Claims));
    }

    [Test]
    public async Task Read_TokenSeenBefore_IsTakenWhenAnotherKeyBecomesTheActiveOne()
    {
        string token = await TokenAsync(Claims);
        await ReadAsync(token);

        ring.Rotate(PermitKeys.Rsa);

        Assert.That((await ReadAsync(token)).Claims, Is.EqualTo(Claims));
        Assert.That(key.Verifications, Is.EqualTo(1));
    }

    [Test]
    public async Task Read_ForgedToken_IsVerifiedAndRefusedEachTime()
    {
        string token = await TokenAsync(Claims);
        await ReadAsync(token);
        string forged = Forged(token, 0);

        Assert.That((await ReadAsync(forged)).Status, Is.EqualTo(PermitReadingStatus.SignatureMismatch));
        Assert.That((await ReadAsync(forged)).Status, Is.EqualTo(PermitReadingStatus.SignatureMismatch));
        Assert.That(key.Verifications, Is.EqualTo(3));
    }

    [Test]
    public async Task Read_SignedTokenWithWrongClaims_IsRefusedEachTime()
    {
        string token = await JwsForge.SignJsonAsync(PermitKeys.Ecdsa, $$"""{"alg":"ES256","kid":"{{keyId}}","typ":"JWT"}""", """{"iss":"H"}""");

        Assert.That((await ReadAsync(token)).Status, Is.EqualTo(PermitReadingStatus.WrongClaims));
        Assert.That((await ReadAsync(token)).Status, Is.EqualTo(PermitReadingStatus.WrongClaims));
    }

    [Test]
    public async Task Read_MoreForgeriesThanAreRemembered_DriveNoGoodTokenOut()
    {
        const int Flood = 10_001;
        string token = await TokenAsync(Claims);
        await ReadAsync(token);

        for (int number = 0; number < Flood; number++)
        {
            await ReadAsync(Forged(token, number));
        }

        await ReadAsync(token);

        Assert.That(key.Verifications, Is.EqualTo(1 + Flood));
    }

    [TestCase("\u0130")]
    [TestCase("é")]
    [TestCase("?")]
    public async Task Read_TokenSeenBeforeWithACharacterBeyondAscii_IsMalformed(string character)
    {
        string token = await TokenAsync(Claims);
        await ReadAsync(token);

        Assert.That((await ReadAsync(string.Concat(token.AsSpan(0, 10), character, token.AsSpan(11)))).Status, Is.EqualTo(PermitReadingStatus.Malformed));
    }

    [Test]
    public async Task Read_TokenTooLongToRemember_IsVerifiedEachTime()
    {
        PermitClaims longest = Claims with { ResourceId = string.Concat(Enumerable.Repeat("数", 128)), HolderInstId = string.Concat(Enumerable.Repeat("据", 512)) };
        string token = await TokenAsync(longest);

        Assert.That((await ReadAsync(token)).Claims, Is.EqualTo(longest));
        Assert.That((await ReadAsync(token)).Claims, Is.EqualTo(longest));
        Assert.That(key.Verifications, Is.EqualTo(2));
    }

    private static async Task<string> TokenAsync(PermitClaims claims) =>
        (await new JwsPermitFormat(new PermitKeyRing(PermitKeys.Ecdsa)).WriteAsync(claims, CancellationToken.None)).Text;

    // Another signature of the right form: the last of its 86 characters has bits that must be zero, those before have none.
    private static string Forged(string token, int number)
    {
        int last = token.Length - 2;
        char[] forged = token.ToCharArray();
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        for (int i = 0; i < 3; i++)
        {
            int shift = ((number + 1) >> (6 * i)) & 63;
            forged[last - i] = Alphabet[(Alphabet.IndexOf(forged[last - i], StringComparison.Ordinal) + shift) % Alphabet.Length];
        }

        return new string(forged);
    }

    private async Task<PermitReading> ReadAsync(string token) => await format.ReadAsync(token, CancellationToken.None);
}
