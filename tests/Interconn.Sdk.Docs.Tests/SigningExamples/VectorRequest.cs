using System.Text;
using Interconn.Sdk.Conformance.Signing;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Docs.Tests.SigningExamples;

/// <summary>A signing vector as the examples take it: the request as it stands on the wire.</summary>
internal static class VectorRequest
{
    private const string SignatureHeader = "x-auth-sign";

    public static SigningVector Read(string name) => SigningVector.ReadAll().Single(vector => vector.Name == name);

    /// <summary>The bytes of the request; without <c>x-auth-sign</c> as before it is signed.</summary>
    public static byte[] OnTheWire(this SigningVector vector, bool withSignature)
    {
        var head = new StringBuilder($"{vector.Method} {vector.Target} HTTP/1.1\r\nHost: partner.example.com\r\n");
        foreach ((string name, string value) in vector.Headers.Where(header => withSignature || header.Key != SignatureHeader))
        {
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        byte[] body = Convert.FromBase64String(vector.BodyBase64);
        head.Append("Content-Length: ").Append(body.Length).Append("\r\n\r\n");
        return [.. Encoding.UTF8.GetBytes(head.ToString()), .. body];
    }

    /// <summary>What the SDK says of a signature of this request by another key.</summary>
    public static SignatureVerdict Verify(this SigningVector vector, VerificationKey key, string signature) =>
        MessageSignature.Verify(key, vector.Message(key.Algorithm), signature, stringToSign: null, SignatureEncoding.Der);
}
