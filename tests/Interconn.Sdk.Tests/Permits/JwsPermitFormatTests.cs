using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Tests.Permits;

[TestFixture(SignatureAlgorithmIds.Sha256Rsa, "RS256")]
[TestFixture(SignatureAlgorithmIds.Sha256Ecdsa, "ES256")]
public sealed class JwsPermitFormatTests(string algorithmId, string jwsAlgorithm)
{
    private const string GoodPayload =
        """{"iss":"H","aud":"H","sub":"U","jti":"p1","iat":1770000000,"rtype":"DATASET","rid":"d","rlvl":1,"rinst":"HI","sinst":"UI"}""";

    private readonly PermitKeyRing ring = new(PermitKeys.Of(algorithmId), [PermitKeys.OtherEcdsa.PublicKey]);

    private SigningKey Key => PermitKeys.Of(algorithmId);

    private string GoodHeader => $$"""{"alg":"{{jwsAlgorithm}}","kid":"{{ring.ActiveKeyId}}","typ":"JWT"}""";

    private static PermitClaims Claims { get; } = new()
    {
        PermitId = "0123456789abcdef0123456789abcdef",
        HolderNodeId = "LX0000010000280",
        HolderInstId = "银联",
        UserNodeId = "JG0100001100000000",
        UserInstId = "JG01",
        ResourceType = ResourceType.Dataset,
        ResourceId = "数据/集,\"1\"",
        Level = -3,
        IssuedAt = new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero),
        TimeLimit = new DateTimeOffset(2027, 3, 1, 8, 0, 0, TimeSpan.Zero),
    };

    [Test]
    public async Task Write_AnyClaims_ReadBackTheSame()
    {
        var format = new JwsPermitFormat(ring);
        PermitToken token = await format.WriteAsync(Claims, CancellationToken.None);
        PermitToken unlimited = await format.WriteAsync(Claims with { TimeLimit = null }, CancellationToken.None);

        Assert.That((await ReadAsync(token.Text)).Claims, Is.EqualTo(Claims));
        Assert.That((await ReadAsync(unlimited.Text)).Claims, Is.EqualTo(Claims with { TimeLimit = null }));
        Assert.That(token.KeyId, Is.EqualTo(ring.ActiveKeyId));
    }

    [Test]
    public async Task Write_Times_AreWholeSecondsRoundedDown_AndNothingElseIsThere()
    {
        PermitToken token = await new JwsPermitFormat(ring).WriteAsync(
            Claims with { IssuedAt = Claims.IssuedAt.AddMilliseconds(999), TimeLimit = Claims.TimeLimit!.Value.AddMilliseconds(999) },
            CancellationToken.None);

        string[] parts = token.Text.Split('.');
        Assert.That(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[0])), Is.EqualTo(GoodHeader));
        using var payload = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
        Assert.That(
            payload.RootElement.EnumerateObject().Select(member => member.Name),
            Is.EquivalentTo(["iss", "aud", "sub", "jti", "iat", "exp", "rtype", "rid", "rlvl", "rinst", "sinst"]));
        Assert.That(payload.RootElement.GetProperty("iat").GetRawText(), Is.EqualTo("1772352000"));
        Assert.That(payload.RootElement.GetProperty("exp").GetRawText(), Is.EqualTo("1803888000"));
    }

    [Test]
    public async Task Write_LongestIdsAllowed_StayBelowTheCap()
    {
        // An emoji is two of the 128 characters and four bytes, and may be escaped to twelve.
        string longest = string.Concat(Enumerable.Repeat("😀", 64));
        var claims = Claims with
        {
            HolderNodeId = new string('h', 128),
            UserNodeId = new string('u', 128),
            HolderInstId = longest,
            UserInstId = longest,
            ResourceType = new ResourceType(longest),
            ResourceId = longest,
        };
        PermitToken token = await new JwsPermitFormat(ring).WriteAsync(claims, CancellationToken.None);

        // Room for the signature of the longest key allowed, 4,096 bits: 683 characters.
        Assert.That(token.Text.LastIndexOf('.') + 1 + 683, Is.LessThanOrEqualTo(JwsPermitFormat.MaxLength));
        Assert.That((await ReadAsync(token.Text)).Claims, Is.EqualTo(claims));
    }

    [Test]
    public async Task P51_Read_AnyBitOfATokenFlipped_IsRefused()
    {
        string token = (await new JwsPermitFormat(ring).WriteAsync(Claims, CancellationToken.None)).Text;
        for (int i = 0; i < token.Length; i++)
        {
            for (int bit = 0; bit < 7; bit++)
            {
                char[] changed = token.ToCharArray();
                changed[i] ^= (char)(1 << bit);
                PermitReading reading = await ReadAsync(new string(changed));
                Assert.That(reading.Status, Is.Not.EqualTo(PermitReadingStatus.Valid), $"bit {bit} of character {i}");
                Assert.That(reading.Claims, Is.Null);
            }
        }
    }

    [Test]
    public async Task P51_Read_TruncatedOrExtendedToken_IsRefused()
    {
        string token = (await new JwsPermitFormat(ring).WriteAsync(Claims, CancellationToken.None)).Text;
        for (int length = 0; length < token.Length; length++)
        {
            Assert.That((await ReadAsync(token[..length])).Status, Is.Not.EqualTo(PermitReadingStatus.Valid), $"{length} characters");
        }

        foreach (string suffix in (string[])["A", "AA", "AAAA", "=", "==", ".", ".A", " ", "\n"])
        {
            Assert.That((await ReadAsync(token + suffix)).Status, Is.Not.EqualTo(PermitReadingStatus.Valid), suffix);
        }

        Assert.That((await ReadAsync(new string('A', 8193))).Status, Is.EqualTo(PermitReadingStatus.TooLong));
        Assert.That((await ReadAsync(new string('A', 8192))).Status, Is.EqualTo(PermitReadingStatus.Malformed));
    }

    [Test]
    public async Task Read_TheForgesOwnGoodToken_IsValid()
    {
        PermitReading reading = await ReadAsync(await JwsForge.SignJsonAsync(Key, GoodHeader, GoodPayload));

        Assert.That(reading.Status, Is.EqualTo(PermitReadingStatus.Valid));
        Assert.That(reading.Claims!.PermitId, Is.EqualTo("p1"));
    }

    // The signature is true in each of these: only the form of the parts is not.
    [TestCase("=")]
    [TestCase("==")]
    [TestCase(" ")]
    [TestCase("\n")]
    [TestCase("+/")]
    public async Task P51_Read_PartThatIsNoCanonicalBase64Url_IsMalformed(string suffix)
    {
        Assert.That(
            (await ReadAsync(await JwsForge.SignPartsAsync(Key, JwsForge.Part(GoodHeader) + suffix, JwsForge.Part(GoodPayload)))).Status,
            Is.EqualTo(PermitReadingStatus.Malformed));
        Assert.That(
            (await ReadAsync(await JwsForge.SignPartsAsync(Key, JwsForge.Part(GoodHeader), JwsForge.Part(GoodPayload) + suffix))).Status,
            Is.EqualTo(PermitReadingStatus.Malformed));
    }

    [Test]
    public async Task P51_Read_PartWithStrayBits_IsMalformed()
    {
        // Blanks after the object bring the length to 3n+1 bytes; the last character then carries four bits of nothing.
        string payload = GoodPayload.PadRight((GoodPayload.Length / 3 * 3) + 4);
        string part = JwsForge.Part(payload);
        Assert.That(part, Does.EndWith("IA"));

        Assert.That((await ReadAsync(await JwsForge.SignPartsAsync(Key, JwsForge.Part(GoodHeader), part))).Status, Is.EqualTo(PermitReadingStatus.Valid));
        Assert.That(
            (await ReadAsync(await JwsForge.SignPartsAsync(Key, JwsForge.Part(GoodHeader), part[..^1] + "B"))).Status,
            Is.EqualTo(PermitReadingStatus.Malformed));
    }

    [TestCase("""{"alg":"ALG","kid":"KID","typ":"JWT","crit":["exp"]}""")]
    [TestCase("""{"alg":"ALG","kid":"KID","typ":"JWT","crit":"exp"}""")]
    [TestCase("""{"alg":"ALG","kid":"KID","typ":"JWT","jku":"https://evil.example/keys"}""")]
    [TestCase("""{"alg":"ALG","kid":"KID","typ":"JWT","jwk":{"kty":"EC"}}""")]
    [TestCase("""{"alg":"ALG","kid":"KID","typ":"JWT","zip":"DEF"}""")]
    [TestCase("""{"alg":"ALG","kid":"KID","typ":"JWT","alg":"ALG"}""")]
    [TestCase("""{"alg":"ALG","kid":"KID","typ":"JWT","\u0061lg":"none"}""")]
    [TestCase("""{"alg":"ALG","kid":"KID","typ":"jwt"}""")]
    [TestCase("""{"alg":"ALG","kid":"KID"}""")]
    [TestCase("""{"alg":"ALG","typ":"JWT"}""")]
    [TestCase("""{"kid":"KID","typ":"JWT"}""")]
    [TestCase("""{"alg":["ALG"],"kid":"KID","typ":"JWT"}""")]
    [TestCase("""{"alg":null,"kid":"KID","typ":"JWT"}""")]
    [TestCase("""{"alg":1,"kid":"KID","typ":"JWT"}""")]
    [TestCase("""{"alg":"ALG","kid":"KID","typ":"JWT"} {}""")]
    [TestCase("""{"alg":"ALG","kid":"KID","typ":"JWT",}""")]
    [TestCase("""{"alg":"ALG","kid":"\ud800","typ":"JWT"}""")]
    [TestCase("""["ALG","KID","JWT"]""")]
    [TestCase("\"ALG\"")]
    [TestCase("null")]
    [TestCase(" ")]
    public async Task P51_Read_HeaderThatIsNotOurs_IsRefused(string header)
    {
        string written = header.Replace("ALG", jwsAlgorithm, StringComparison.Ordinal).Replace("KID", ring.ActiveKeyId, StringComparison.Ordinal);
        Assert.That((await ReadAsync(await JwsForge.SignJsonAsync(Key, written, GoodPayload))).Status, Is.EqualTo(PermitReadingStatus.WrongHeader));
    }

    [TestCase("none")]
    [TestCase("None")]
    [TestCase("HS256")]
    [TestCase("PS256")]
    [TestCase("RS512")]
    [TestCase("ES384")]
    [TestCase("rs256")]
    [TestCase("es256")]
    [TestCase("")]
    public async Task P51_Read_AlgorithmOtherThanTheKeys_IsRefused(string algorithm)
    {
        string header = GoodHeader.Replace(jwsAlgorithm, algorithm, StringComparison.Ordinal);
        Assert.That((await ReadAsync(await JwsForge.SignJsonAsync(Key, header, GoodPayload))).Status, Is.EqualTo(PermitReadingStatus.WrongAlgorithm));
    }

    [Test]
    public async Task P51_Read_AlgorithmOfTheOtherKind_IsRefused()
    {
        string other = jwsAlgorithm == "RS256" ? "ES256" : "RS256";
        string header = GoodHeader.Replace(jwsAlgorithm, other, StringComparison.Ordinal);
        Assert.That((await ReadAsync(await JwsForge.SignJsonAsync(Key, header, GoodPayload))).Status, Is.EqualTo(PermitReadingStatus.WrongAlgorithm));
    }

    [Test]
    public async Task P51_Read_OtherKeyId_IsRefused()
    {
        string unknown = GoodHeader.Replace(ring.ActiveKeyId, new string('A', 43), StringComparison.Ordinal);
        Assert.That((await ReadAsync(await JwsForge.SignJsonAsync(Key, unknown, GoodPayload))).Status, Is.EqualTo(PermitReadingStatus.UnknownKey));

        // A key that is in the ring, and did not sign this.
        string other = $$"""{"alg":"ES256","kid":"{{new PermitKeyRing(PermitKeys.OtherEcdsa).ActiveKeyId}}","typ":"JWT"}""";
        Assert.That((await ReadAsync(await JwsForge.SignJsonAsync(Key, other, GoodPayload))).Status, Is.EqualTo(PermitReadingStatus.SignatureMismatch));
        Assert.That((await ReadAsync(await JwsForge.SignJsonAsync(PermitKeys.OtherEcdsa, other, GoodPayload))).Status, Is.EqualTo(PermitReadingStatus.Valid));
    }

    [Test]
    public async Task P51_Read_SignatureOfAnotherForm_IsRefused()
    {
        string signed = $"{JwsForge.Part(GoodHeader)}.{JwsForge.Part(GoodPayload)}";
        byte[] signature = await Key.SignAsync(Encoding.ASCII.GetBytes(signed), CancellationToken.None);

        // DER where fixed width is due; for RSA the raw bytes are right, so one byte is added.
        byte[] wrong = jwsAlgorithm == "ES256" ? signature : [.. signature, 0];
        foreach (byte[] bytes in (byte[][])[wrong, [], new byte[64], new byte[signature.Length]])
        {
            Assert.That(
                (await ReadAsync($"{signed}.{Base64Url.EncodeToString(bytes)}")).Status,
                Is.EqualTo(PermitReadingStatus.SignatureMismatch));
        }
    }

    [TestCase("\"aud\":\"H\"", "\"aud\":[\"H\"]")]
    [TestCase("\"aud\":\"H\"", "\"aud\":\"X\"")]
    [TestCase("\"aud\":\"H\",", "")]
    [TestCase("\"iss\":\"H\",", "")]
    [TestCase("\"sub\":\"U\",", "")]
    [TestCase("\"sub\":\"U\"", "\"sub\":7")]
    [TestCase("\"sub\":\"U\"", "\"sub\":null")]
    [TestCase("\"sub\":\"U\"", "\"sub\":\"U\",\"sub\":\"V\"")]
    [TestCase("\"sub\":\"U\"", "\"SUB\":\"U\"")]
    [TestCase("\"sub\":\"U\"", "\"sub\":\"\\udc00\"")]
    [TestCase("\"jti\":\"p1\",", "")]
    [TestCase("\"iat\":1770000000", "\"iat\":\"1770000000\"")]
    [TestCase("\"iat\":1770000000", "\"iat\":1770000000.0")]
    [TestCase("\"iat\":1770000000", "\"iat\":-1")]
    [TestCase("\"iat\":1770000000", "\"iat\":1770000000,\"exp\":\"1770000001\"")]
    [TestCase("\"iat\":1770000000", "\"iat\":1770000000,\"exp\":1.77e9")]
    [TestCase("\"iat\":1770000000", "\"iat\":1770000000,\"exp\":253402300800")]
    [TestCase("\"iat\":1770000000", "\"iat\":1770000000,\"exp\":null")]
    [TestCase("\"iat\":1770000000", "\"iat\":1770000000,\"nbf\":1770000000")]
    [TestCase("\"rlvl\":1", "\"rlvl\":\"1\"")]
    [TestCase("\"rlvl\":1", "\"rlvl\":2147483648")]
    [TestCase("\"rlvl\":1", "\"rlvl\":1.5")]
    [TestCase("\"rlvl\":1", "\"rlvl\":true")]
    [TestCase("\"rlvl\":1", "\"rlvl\":{}")]
    [TestCase("\"rinst\":\"HI\",", "")]
    [TestCase(",\"sinst\":\"UI\"}", "}")]
    [TestCase(",\"sinst\":\"UI\"}", ",\"sinst\":\"UI\"")]
    public async Task P51_Read_SignedClaimsThatAreNotThoseOfAPermit_AreRefused(string found, string replaced)
    {
        Assert.That(GoodPayload.Contains(found, StringComparison.Ordinal), Is.True);
        string payload = GoodPayload.Replace(found, replaced, StringComparison.Ordinal);
        Assert.That((await ReadAsync(await JwsForge.SignJsonAsync(Key, GoodHeader, payload))).Status, Is.EqualTo(PermitReadingStatus.WrongClaims));
    }

    [Test]
    public async Task P51_Read_ClaimsThatAreNoUtf8_AreRefused()
    {
        byte[] payload = Encoding.UTF8.GetBytes(GoodPayload);
        payload[GoodPayload.IndexOf("p1", StringComparison.Ordinal)] = 0xFF;
        string token = await JwsForge.SignPartsAsync(Key, JwsForge.Part(GoodHeader), Base64Url.EncodeToString(payload));
        Assert.That((await ReadAsync(token)).Status, Is.EqualTo(PermitReadingStatus.WrongClaims));
    }

    [TestCase("")]
    [TestCase("..")]
    [TestCase("a.b")]
    [TestCase("contract-20260301")]
    [TestCase("8f14e45fceea167a5a36dedd4bea2543")]
    public async Task P53_Read_WhatIsNoToken_IsRefused(string text) =>
        Assert.That((await ReadAsync(text)).Status, Is.Not.EqualTo(PermitReadingStatus.Valid));

    private async Task<PermitReading> ReadAsync(string token) => await new JwsPermitFormat(ring).ReadAsync(token, CancellationToken.None);
}
