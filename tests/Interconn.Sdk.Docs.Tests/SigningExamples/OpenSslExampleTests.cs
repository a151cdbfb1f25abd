using Interconn.Sdk.BouncyCastle;
using Interconn.Sdk.Conformance.Signing;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Docs.Tests.SigningExamples;

/// <summary>What only the program for openssl can do.</summary>
[TestFixture]
public sealed class OpenSslExampleTests
{
    [Test]
    public async Task Sm2_WithOpenSsl_HoldsBothWays()
    {
        using ExampleProgram program = await ExampleProgram.TakeAsync("bash");
        SigningVector vector = VectorRequest.Read("sm3_sm2-dataset-list");
        (int stringExit, string text, string stringErrors) = await program.RunAsync("string", vector.PublicKey, vector.OnTheWire(withSignature: true), vector.PathBase);
        (int verifyExit, _, string verifyErrors) = await program.RunAsync("verify", vector.PublicKey, vector.OnTheWire(withSignature: true), vector.PathBase);
        using Sm2SigningKey key = Sm2SigningKey.Generate();
        (int signExit, string signature, string signErrors) = await program.RunAsync("sign", key.ExportPrivateKeyPem(), vector.OnTheWire(withSignature: false), vector.PathBase);

        Assert.Multiple(() =>
        {
            Assert.That(stringExit, Is.Zero, stringErrors);
            Assert.That(text, Is.EqualTo(vector.StringToSign));
            Assert.That(verifyExit, Is.Zero, verifyErrors);
            Assert.That(signExit, Is.Zero, signErrors);
            Assert.That(vector.Verify(key.PublicKey, signature.TrimEnd()), Is.EqualTo(SignatureVerdict.Valid));
        });
    }
}
