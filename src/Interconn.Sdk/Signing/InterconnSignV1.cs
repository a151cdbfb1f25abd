using System.Buffers;
using System.Text;

namespace Interconn.Sdk.Signing;

/// <summary>
/// The string to sign of the profile <c>interconn-sign/v1</c>: twelve lines, each closed by a line feed. Two requests that differ in
/// anything that is signed never give the same bytes.
/// </summary>
public sealed class InterconnSignV1 : IStringToSign
{
    private const string Heading = "INTERCONN-SIGN-V1";
    private const string Blanks = " \t";
    private const int UsualDigestLength = 64;

    // A lone surrogate would otherwise become the same replacement as any other.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private InterconnSignV1()
    {
    }

    /// <summary>The one instance; it has no state.</summary>
    public static InterconnSignV1 Instance { get; } = new();

    /// <summary>Writes the twelve lines.</summary>
    /// <param name="message">The parts of the request.</param>
    /// <param name="output">Takes the bytes.</param>
    /// <exception cref="ArgumentException">A value has a line break or a lone surrogate, or an optional one is empty instead of null: an absent
    /// header and an empty one would read the same.</exception>
    public void Write(in SignedMessage message, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        WriteLine(output, Heading, nameof(Heading));
        WriteLine(output, message.Algorithm.Id, nameof(message.Algorithm));
        WriteLine(output, message.Method, nameof(message.Method));
        WriteLine(output, message.RequestTarget, nameof(message.RequestTarget));
        WriteLine(output, message.SourceNodeId, nameof(message.SourceNodeId));
        WriteLine(output, message.TargetNodeId, nameof(message.TargetNodeId));
        WriteLine(output, message.Timestamp, nameof(message.Timestamp));
        WriteLine(output, message.Nonce, nameof(message.Nonce));
        WriteLine(output, Optional(message.TraceId, nameof(message.TraceId)), nameof(message.TraceId));
        WriteLine(output, Optional(message.CsrfProtection, nameof(message.CsrfProtection)), nameof(message.CsrfProtection));
        WriteTokenSet(output, message.Algorithm, Optional(message.TokenSet, nameof(message.TokenSet)));
        WriteDigest(output, message.Algorithm, message.Body.Span);
    }

    private static string Optional(string? value, string part) => value is { Length: 0 }
        ? throw new ArgumentException("An absent value is null; an empty one is ill-formed.", part)
        : value ?? "";

    private static void WriteLine(IBufferWriter<byte> output, string value, string part)
    {
        ArgumentNullException.ThrowIfNull(value, part);
        if (value.AsSpan().ContainsAny('\n', '\r'))
        {
            throw new ArgumentException("A value that is signed must not have a line break.", part);
        }

        // Nearly every value is ASCII, whose bytes need no counting beforehand.
        Span<byte> line = output.GetSpan(value.Length + 1);
        if (Ascii.FromUtf16(value, line, out int written) != OperationStatus.Done)
        {
            line = output.GetSpan(CountBytes(value, part) + 1);
            written = Utf8.GetBytes(value, line);
        }

        line[written] = (byte)'\n';
        output.Advance(written + 1);
    }

    private static int CountBytes(ReadOnlySpan<char> value, string part)
    {
        try
        {
            return Utf8.GetByteCount(value);
        }
        catch (EncoderFallbackException)
        {
            throw new ArgumentException("A value that is signed has a character that cannot be written as UTF-8.", part);
        }
    }

    private static void WriteTokenSet(IBufferWriter<byte> output, ISignatureAlgorithm algorithm, string tokenSet)
    {
        if (tokenSet.Length == 0)
        {
            WriteLine(output, "", nameof(tokenSet));
            return;
        }

        byte[] canonical = ArrayPool<byte>.Shared.Rent(CountBytes(tokenSet, nameof(SignedMessage.TokenSet)));
        try
        {
            int length = 0;
            foreach (Range part in tokenSet.AsSpan().Split(','))
            {
                if (part.Start.Value != 0)
                {
                    canonical[length++] = (byte)',';
                }

                length += Utf8.GetBytes(tokenSet.AsSpan()[part].Trim(Blanks), canonical.AsSpan(length));
            }

            WriteDigest(output, algorithm, canonical.AsSpan(0, length));
        }
        finally
        {
            // Tokens are worth stealing.
            ArrayPool<byte>.Shared.Return(canonical, clearArray: true);
        }
    }

    private static void WriteDigest(IBufferWriter<byte> output, ISignatureAlgorithm algorithm, ReadOnlySpan<byte> data)
    {
        int digestLength = algorithm.DigestLength;
        Span<byte> digest = digestLength <= UsualDigestLength ? stackalloc byte[UsualDigestLength] : new byte[digestLength];
        algorithm.Digest(data, digest[..digestLength]);

        int length = (2 * digestLength) + 1;
        Span<byte> line = output.GetSpan(length);
        Convert.TryToHexStringLower(digest[..digestLength], line, out _);
        line[length - 1] = (byte)'\n';
        output.Advance(length);
    }
}
