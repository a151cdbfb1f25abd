using FsCheck;
using FsCheck.Fluent;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Conformance.Signing;

/// <summary>Messages whose every part has the form that the profile allows.</summary>
internal static class MessageGenerators
{
    private const string Digits = "0123456789";
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>Short parts of few characters, so that two messages are often nearly alike.</summary>
    public static Gen<SignedMessage> Messages(ISignatureAlgorithm algorithm) =>
        from method in Gen.Elements("GET", "POST", "PUT")
        from target in Text("/ab?=&%", 1, 6)
        from source in Text("ab:.", 1, 3)
        from partner in Text("ab:.", 1, 3)
        from time in Text(Digits[1..], 13, 13)
        from nonce in Text(Letters + Digits + "_-", 16, 17)
        from trace in Maybe(Text("ab-", 1, 3))
        from csrf in Maybe(Text("ab-", 1, 3))
        from tokens in Maybe(Text("ab/,", 1, 4))
        from body in Text("{}\n ab", 0, 6)
        select new SignedMessage
        {
            Algorithm = algorithm,
            Method = method,
            RequestTarget = "/" + target,
            SourceNodeId = source,
            TargetNodeId = partner,
            Timestamp = time,
            Nonce = nonce,
            TraceId = trace,
            CsrfProtection = csrf,
            TokenSet = tokens,
            Body = System.Text.Encoding.ASCII.GetBytes(body),
        };

    /// <summary>The same message with one part changed: a character replaced, added or taken away, or the part made absent or present.</summary>
    public static Gen<SignedMessage> Mutants(SignedMessage m) => Gen.OneOf(
        Change(m.Method).Select(v => m with { Method = v }),
        Change(m.RequestTarget).Select(v => m with { RequestTarget = v }),
        Change(m.SourceNodeId).Select(v => m with { SourceNodeId = v }),
        Change(m.TargetNodeId).Select(v => m with { TargetNodeId = v }),
        Change(m.Timestamp).Select(v => m with { Timestamp = v }),
        Change(m.Nonce).Select(v => m with { Nonce = v }),
        ChangeOptional(m.TraceId).Select(v => m with { TraceId = v }),
        ChangeOptional(m.CsrfProtection).Select(v => m with { CsrfProtection = v }),
        ChangeOptional(m.TokenSet).Select(v => m with { TokenSet = v }),
        ChangeBytes(m.Body.ToArray()).Select(v => m with { Body = v }));

    /// <summary>The same message with a character moved over the boundary between two neighbouring parts: all parts together read the same.</summary>
    public static Gen<SignedMessage> Moved(SignedMessage m) => Gen.Elements(
        m with { Method = m.Method + m.RequestTarget[..1], RequestTarget = m.RequestTarget[1..] + "/" },
        m with { RequestTarget = m.RequestTarget + m.SourceNodeId, SourceNodeId = "" },
        m with { SourceNodeId = m.SourceNodeId + m.TargetNodeId, TargetNodeId = "" },
        m with { TargetNodeId = m.TargetNodeId + m.Timestamp[..1], Timestamp = m.Timestamp[1..] },
        m with { Timestamp = m.Timestamp + m.Nonce[..1], Nonce = m.Nonce[1..] },
        m with { Nonce = m.Nonce + m.TraceId, TraceId = null, CsrfProtection = m.CsrfProtection ?? "x" },
        m with { TraceId = m.CsrfProtection, CsrfProtection = m.TraceId },
        m with { TraceId = m.TraceId + m.CsrfProtection + "x", CsrfProtection = null });

    private static Gen<string?> Maybe(Gen<string> text) => Gen.OneOf(text.Select(t => (string?)t), Gen.Constant<string?>(null));

    private static Gen<string> Text(string alphabet, int min, int max) =>
        from length in Gen.Choose(min, max)
        from characters in Gen.ArrayOf(Gen.Elements(alphabet.ToCharArray()), length)
        select new string(characters);

    private static Gen<string?> ChangeOptional(string? value) => value is null
        ? Gen.Constant<string?>("x")
        : Gen.OneOf(Change(value).Select(v => v.Length == 0 ? null : v), Gen.Constant<string?>(null));

    // The letter Z is in no alphabet above and is no separator of a token set, so that what is put in always differs.
    private static Gen<string> Change(string value) =>
        from position in Gen.Choose(0, value.Length - 1)
        from kind in Gen.Choose(0, 2)
        select kind switch
        {
            0 => value[..position] + (value[position] == 'Z' ? 'Y' : 'Z') + value[(position + 1)..],
            1 => value.Insert(position, "Z"),
            _ => value.Remove(position, 1),
        };

    private static Gen<byte[]> ChangeBytes(byte[] value) => value.Length == 0
        ? Gen.Constant<byte[]>([0])
        : from position in Gen.Choose(0, value.Length - 1)
          from bit in Gen.Choose(0, 7)
          from whole in Gen.Elements(true, false)
          select whole
              ? [.. value.Select((b, i) => i == position ? (byte)(b ^ (1 << bit)) : b)]
              : value[..^1];
}
