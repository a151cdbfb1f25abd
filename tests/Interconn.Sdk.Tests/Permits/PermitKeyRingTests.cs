using System.Buffers.Text;
using System.Security.Cryptography;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Signing;
using Microsoft.IdentityModel.Tokens;

namespace Interconn.Sdk.Tests.Permits;

public sealed class PermitKeyRingTests
{
    // The key and the thumbprint of RFC 7638, section 3.1.
    [Test]
    public void From_TheRsaKeyOfTheRfc_GivesItsThumbprint()
    {
        using var rsa = RSA.Create(new RSAParameters
        {
            Exponent = Base64Url.DecodeFromChars("AQAB"),
            Modulus = Base64Url.DecodeFromChars(
                "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-" +
                "5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyr" +
                "dkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw"),
        });

        PermitKey? key = PermitKey.From(Sha256RsaAlgorithm.Instance.Import(rsa.ExportSubjectPublicKeyInfo()));

        Assert.That(key?.KeyId, Is.EqualTo("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"));
        Assert.That(key?.JwsAlgorithm, Is.EqualTo("RS256"));
    }

    [Test]
    public void PublishedKeys_ActiveAndRetired_AreAJwkSetThatAnotherImplementationReads()
    {
        var ring = new PermitKeyRing(PermitKeys.Rsa, [PermitKeys.Ecdsa.PublicKey]);

        IList<JsonWebKey> keys = new JsonWebKeySet(ring.PublishedKeys()).Keys;

        Assert.That(keys.Select(key => (key.Kty, key.Alg, key.Use)), Is.EqualTo([("RSA", "RS256", "sig"), ("EC", "ES256", "sig")]));
        Assert.That(keys.Select(key => key.HasPrivateKey), Has.None.True);
        Assert.That(keys[0].Kid, Is.EqualTo(ring.ActiveKeyId));
        Assert.That(keys[1].Kid, Is.EqualTo(ring.RetiredKeyIds.Single()));
        foreach (JsonWebKey key in keys)
        {
            Assert.That(key.Kid, Is.EqualTo(Base64Url.EncodeToString(key.ComputeJwkThumbprint())));
        }
    }

    [Test]
    public void ForNode_RsaOrEcdsaContractKey_ServesForPermits()
    {
        Assert.That(
            PermitKeyRing.ForNode(PermitKeys.Ecdsa).ActiveKeyId,
            Is.EqualTo(new PermitKeyRing(PermitKeys.Ecdsa).ActiveKeyId));
        Assert.That(
            PermitKeyRing.ForNode(new UnfitSigningKey(), PermitKeys.Rsa).ActiveKeyId,
            Is.EqualTo(new PermitKeyRing(PermitKeys.Rsa).ActiveKeyId));
    }

    [Test]
    public void ForNode_Sm2ContractKeyAlone_ThrowsNamingTheOption() =>
        Assert.That(
            () => PermitKeyRing.ForNode(new UnfitSigningKey()),
            Throws.InvalidOperationException.With.Message.Contains("InterconnOptions.PermitKey").And.Message.Contains("SM3_SM2"));

    [Test]
    public void AnyChange_WithAKeyOfAnotherKind_Throws()
    {
        var unfit = new UnfitSigningKey();
        var ring = new PermitKeyRing(PermitKeys.Ecdsa);

        Assert.That(() => new PermitKeyRing(unfit), Throws.ArgumentException);
        Assert.That(() => new PermitKeyRing(PermitKeys.Ecdsa, [unfit.PublicKey]), Throws.ArgumentException);
        Assert.That(() => ring.Rotate(unfit), Throws.ArgumentException);
        Assert.That(() => ring.AddRetired(unfit.PublicKey), Throws.ArgumentException);
    }

    [Test]
    public async Task Rotate_ToAnotherAlgorithm_VerifiesOldAndNewTokens()
    {
        var holder = new PermitHolder(PermitKeys.Ecdsa);
        string firstKeyId = holder.Ring.ActiveKeyId;
        ResourcePermit old = await holder.IssueAsync();
        Assert.That(holder.Store.Added!.KeyId, Is.EqualTo(firstKeyId));

        holder.Ring.Rotate(PermitKeys.Rsa);
        ResourcePermit young = await holder.IssueAsync();

        Assert.That(holder.Ring.RetiredKeyIds, Is.EqualTo([firstKeyId]));
        Assert.That(holder.Store.Added!.KeyId, Is.EqualTo(holder.Ring.ActiveKeyId).And.Not.EqualTo(firstKeyId));
        Assert.That((await holder.PresentAsync(old)).Code, Is.Zero);
        Assert.That((await holder.PresentAsync(young)).Code, Is.Zero);
    }

    [Test]
    public void AddRetired_TheActiveKey_ChangesNothing()
    {
        var ring = new PermitKeyRing(PermitKeys.Ecdsa);
        ring.AddRetired(PermitKeys.Ecdsa.PublicKey);
        Assert.That(ring.RetiredKeyIds, Is.Empty);

        ring.Rotate(PermitKeys.Rsa);
        ring.Rotate(PermitKeys.Ecdsa);
        Assert.That(ring.RetiredKeyIds, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Remove_ARetiredKey_RefusesItsTokensAtOnce()
    {
        var holder = new PermitHolder(PermitKeys.Ecdsa);
        ResourcePermit permit = await holder.IssueAsync();
        string keyId = holder.Ring.ActiveKeyId;
        holder.Ring.Rotate(PermitKeys.Rsa);

        Assert.That(holder.Ring.Remove(keyId), Is.True);
        Assert.That(holder.Ring.Remove(keyId), Is.False);
        Assert.That((await holder.PresentAsync(permit)).Code, Is.EqualTo(40302));
        Assert.That(() => holder.Ring.Remove(holder.Ring.ActiveKeyId), Throws.InvalidOperationException);
    }

    [Test]
    public async Task RemoveEndedAsync_RetiredKey_GoesWithTheLastPermitUnderIt()
    {
        var holder = new PermitHolder(PermitKeys.Ecdsa);
        await holder.IssueAsync(PermitHolder.Grant with { TimeLimit = holder.Clock.Now.AddHours(1) });
        ResourcePermit once = await holder.IssueAsync(PermitHolder.Grant with { TimesLimit = 1 });
        holder.Ring.Rotate(PermitKeys.Rsa);

        Assert.That(await RemoveEndedAsync(), Is.Zero);
        await holder.PresentAsync(once);
        Assert.That(await RemoveEndedAsync(), Is.Zero);
        holder.Clock.Advance(TimeSpan.FromHours(1));
        Assert.That(await RemoveEndedAsync(), Is.EqualTo(1));
        Assert.That(holder.Ring.RetiredKeyIds, Is.Empty);

        async Task<int> RemoveEndedAsync() => await holder.Ring.RemoveEndedAsync(holder.Store, holder.Clock.Now, CancellationToken.None);
    }
}
