using System.Security.Cryptography;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Signing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Interconn.Sdk.Tests.Permits;

/// <summary>Holds our tokens against another implementation of JWS, in both directions.</summary>
[TestFixture(SignatureAlgorithmIds.Sha256Rsa, "RS256")]
[TestFixture(SignatureAlgorithmIds.Sha256Ecdsa, "ES256")]
public sealed class JwsOracleTests(string algorithmId, string jwsAlgorithm)
{
    private SigningKey Key => PermitKeys.Of(algorithmId);

    [Test]
    public async Task OurToken_UnderThePublishedKey_ValidatesElsewhere()
    {
        var holder = new PermitHolder(Key);
        ResourcePermit permit = await holder.IssueAsync(PermitHolder.Grant with
        {
            ResourceId = "数据集 1",
            Level = 4,
            TimeLimit = new DateTimeOffset(2200, 1, 1, 0, 0, 0, 1, TimeSpan.Zero),
        });

        TokenValidationResult result = await ValidateAsync(permit.Token, holder.Ring);

        Assert.That(result.IsValid, Is.True, result.Exception?.Message);
        var token = (JsonWebToken)result.SecurityToken;
        Assert.That(token.Kid, Is.EqualTo(holder.Ring.ActiveKeyId));
        Assert.That(token.Typ, Is.EqualTo("JWT"));
        Assert.That(token.Subject, Is.EqualTo(PermitHolder.UserNodeId));
        Assert.That(token.Id, Is.EqualTo(holder.Store.Added!.PermitId));
        Assert.That(token.ValidTo, Is.EqualTo(new DateTime(2200, 1, 1, 0, 0, 0, DateTimeKind.Utc)));
        Assert.That(token.IssuedAt, Is.EqualTo(new DateTime(2026, 3, 1, 8, 0, 0, DateTimeKind.Utc)));
        Assert.That(token.GetPayloadValue<string>("rtype"), Is.EqualTo("DATASET"));
        Assert.That(token.GetPayloadValue<string>("rid"), Is.EqualTo("数据集 1"));
        Assert.That(token.GetPayloadValue<int>("rlvl"), Is.EqualTo(4));
        Assert.That(token.GetPayloadValue<string>("rinst"), Is.EqualTo(PermitHolder.InstId));
        Assert.That(token.GetPayloadValue<string>("sinst"), Is.EqualTo(PermitHolder.UserInstId));
    }

    [Test]
    public async Task OurToken_UnderAnotherKey_DoesNotValidateElsewhere()
    {
        var holder = new PermitHolder(Key);
        ResourcePermit permit = await holder.IssueAsync(PermitHolder.Grant with { TimeLimit = new DateTimeOffset(2200, 1, 1, 0, 0, 0, TimeSpan.Zero) });

        Assert.That((await ValidateAsync(permit.Token, new PermitKeyRing(PermitKeys.OtherEcdsa))).IsValid, Is.False);
    }

    [Test]
    public async Task TheirToken_WithTheSameClaims_ReadsHere()
    {
        var ring = new PermitKeyRing(Key);
        using AsymmetricAlgorithm privateKey = ImportPrivate();
        SecurityKey theirs = privateKey is RSA rsa ? new RsaSecurityKey(rsa) : new ECDsaSecurityKey((ECDsa)privateKey);
        theirs.KeyId = ring.ActiveKeyId;
        string token = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            SigningCredentials = new SigningCredentials(theirs, jwsAlgorithm),
            Claims = new Dictionary<string, object>
            {
                ["iss"] = "LX1",
                ["aud"] = "LX1",
                ["sub"] = "JG1",
                ["jti"] = "p1",
                ["iat"] = 1772352000L,
                ["exp"] = 1803888000L,
                ["rtype"] = "MODEL",
                ["rid"] = "模型",
                ["rlvl"] = 2,
                ["rinst"] = "LX",
                ["sinst"] = "JG",
            },
        });

        PermitReading reading = await new JwsPermitFormat(ring).ReadAsync(token, CancellationToken.None);

        Assert.That(reading.Status, Is.EqualTo(PermitReadingStatus.Valid));
        Assert.That(reading.Claims, Is.EqualTo(new PermitClaims
        {
            PermitId = "p1",
            HolderNodeId = "LX1",
            HolderInstId = "LX",
            UserNodeId = "JG1",
            UserInstId = "JG",
            ResourceType = ResourceType.Model,
            ResourceId = "模型",
            Level = 2,
            IssuedAt = new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero),
            TimeLimit = new DateTimeOffset(2027, 3, 1, 8, 0, 0, TimeSpan.Zero),
        }));
    }

    private Task<TokenValidationResult> ValidateAsync(string token, PermitKeyRing ring) =>
        new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            IssuerSigningKey = new JsonWebKeySet(ring.PublishedKeys()).Keys.Single(),
            ValidIssuer = PermitHolder.NodeId,
            ValidAudience = PermitHolder.NodeId,
            ValidAlgorithms = [jwsAlgorithm],
            ClockSkew = TimeSpan.Zero,
        });

    private AsymmetricAlgorithm ImportPrivate()
    {
        AsymmetricAlgorithm imported = algorithmId == SignatureAlgorithmIds.Sha256Rsa ? RSA.Create() : ECDsa.Create();
        imported.ImportFromPem(Key.ExportPrivateKeyPem());
        return imported;
    }
}
