using Interconn.Sdk.Conformance.Signing;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Docs.Tests.SigningExamples;

/// <summary>The programs of docs/signing-examples.md, run against vectors that were made with openssl before any of them was written.</summary>
[TestFixture("java")]
[TestFixture("go")]
[TestFixture("python")]
[TestFixture("bash")]
public sealed class SigningExampleTests(string language)
{
    // Permits with blanks between them and a body beyond ASCII; a path base with a query; no body and nothing optional.
    private static readonly string[] GoodCases = ["job-apply-unicode", "path-base", "health"];

    // A body that was changed, a signature that was changed, and two spellings of base64 that lenient readers take.
    private static readonly string[] BadCases = ["dataset-apply-bad-body", "dataset-apply-bad-signature", "dataset-apply-bad-bits", "dataset-apply-bad-base64"];

    private ExampleProgram program = null!;

    private static string[] Algorithms => ["sha256_ecdsa", "sha256_rsa"];

    [OneTimeSetUp]
    public async Task TakeProgram() => program = await ExampleProgram.TakeAsync(language);

    [OneTimeTearDown]
    public void LeaveProgram() => program?.Dispose();

    [Test]
    public async Task String_OfAVector_IsTheSameBytes(
        [ValueSource(nameof(Algorithms))] string algorithm, [ValueSource(nameof(GoodCases))] string name)
    {
        SigningVector vector = VectorRequest.Read($"{algorithm}-{name}");

        (int exitCode, string output, string errors) = await program.RunAsync("string", vector.PublicKey, vector.OnTheWire(withSignature: true), vector.PathBase);

        Assert.That(exitCode, Is.Zero, errors);
        Assert.That(output, Is.EqualTo(vector.StringToSign));
    }

    [Test]
    public async Task Verify_ValidVector_Holds([ValueSource(nameof(Algorithms))] string algorithm, [ValueSource(nameof(GoodCases))] string name)
    {
        SigningVector vector = VectorRequest.Read($"{algorithm}-{name}");
        Assert.That(vector.Valid, Is.True);

        (int exitCode, _, string errors) = await program.RunAsync("verify", vector.PublicKey, vector.OnTheWire(withSignature: true), vector.PathBase);

        Assert.That(exitCode, Is.Zero, errors);
    }

    [Test]
    public async Task Verify_InvalidVector_DoesNotHold([ValueSource(nameof(Algorithms))] string algorithm, [ValueSource(nameof(BadCases))] string name)
    {
        SigningVector vector = VectorRequest.Read($"{algorithm}-{name}");
        Assert.That(vector.Valid, Is.False);

        (int exitCode, _, _) = await program.RunAsync("verify", vector.PublicKey, vector.OnTheWire(withSignature: true), vector.PathBase);

        Assert.That(exitCode, Is.Not.Zero);
    }

    [Test]
    public async Task Sign_WithAKeyOfTheSdk_HoldsForTheSdk([ValueSource(nameof(Algorithms))] string algorithm)
    {
        SigningVector vector = VectorRequest.Read($"{algorithm}-job-apply-unicode");
        using SigningKey key = SigningKey.Generate(vector.Algorithm);

        (int exitCode, string output, string errors) = await program.RunAsync("sign", key.ExportPrivateKeyPem(), vector.OnTheWire(withSignature: false), vector.PathBase);

        Assert.That(exitCode, Is.Zero, errors);
        Assert.That(vector.Verify(key.PublicKey, output.TrimEnd()), Is.EqualTo(SignatureVerdict.Valid));
    }

    [Test]
    public async Task Repeated_Header_IsRefused()
    {
        SigningVector vector = VectorRequest.Read("sha256_ecdsa-health");
        byte[] twice = [.. "GET "u8, .. System.Text.Encoding.ASCII.GetBytes($"{vector.Target} HTTP/1.1\r\nX-Nonce: {new string('1', 32)}\r\n"),
            .. vector.OnTheWire(withSignature: true).AsSpan(vector.OnTheWire(withSignature: true).AsSpan().IndexOf("\r\n"u8) + 2)];

        (int exitCode, _, string errors) = await program.RunAsync("string", vector.PublicKey, twice, "");

        Assert.That(exitCode, Is.Not.Zero);
        Assert.That(errors, Does.Contain("x-nonce comes twice"));
    }
}
