using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using Interconn.Sdk.Permits;

namespace Interconn.Sdk.Tests.Permits;

public sealed class JwsTwinTests
{
    // With every signature of a pair (r, s) goes a second true one, (r, n-s). It is another text and the same permit.
    [Test]
    public async Task P54_TwinOfAnEcdsaSignature_CountsAsTheSamePermit()
    {
        var holder = new PermitHolder(PermitKeys.Ecdsa);
        ResourcePermit permit = await holder.IssueAsync(PermitHolder.Grant with { TimesLimit = 1 });
        ResourcePermit twin = permit with { Token = TwinOf(permit.Token) };

        Assert.That(twin.Token, Is.Not.EqualTo(permit.Token));
        Assert.That((await holder.PresentAsync(twin)).Code, Is.Zero);
        Assert.That((await holder.PresentAsync(permit)).Code, Is.EqualTo(40304));
    }

    private static string TwinOf(string token)
    {
        var order = BigInteger.Parse(
            "00ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        string[] parts = token.Split('.');
        byte[] pair = Base64Url.DecodeFromChars(parts[2]);
        var s = new BigInteger(pair.AsSpan(32), isUnsigned: true, isBigEndian: true);
        byte[] negative = (order - s).ToByteArray(isUnsigned: true, isBigEndian: true);
        pair.AsSpan(32).Clear();
        negative.CopyTo(pair, pair.Length - negative.Length);
        return $"{parts[0]}.{parts[1]}.{Base64Url.EncodeToString(pair)}";
    }
}
