using System.Security.Cryptography;
using System.Text;
using Interconn.Sdk.Fuzzing.Engine;

namespace Interconn.Sdk.Fuzzing.Mutators;

/// <summary>Changes PEM: mostly the DER in its blocks, and sometimes what is around it.</summary>
internal static class PemMutator
{
    private static readonly string[] Labels =
    [
        "PUBLIC KEY", "CERTIFICATE", "RSA PUBLIC KEY", "PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "X509 CRL", "", "certificate", "PKCS7",
    ];

    public static byte[] Mutate(byte[] seed, IReadOnlyList<byte[]> others, Dice dice)
    {
        string text = Encoding.UTF8.GetString(seed);
        if (dice.OnceIn(6))
        {
            return ByteMutator.Mutate(seed, others, dice);
        }

        var blocks = new List<string>();
        string rest = text;
        while (PemEncoding.TryFind(rest, out PemFields fields))
        {
            blocks.Add(rest[fields.Location]);
            rest = rest[fields.Location.End..];
        }

        if (blocks.Count == 0)
        {
            return Encoding.UTF8.GetBytes(MutateBase64(text, dice));
        }

        int at = dice.Below(blocks.Count);
        switch (dice.Below(10))
        {
            case 0:
                blocks.Insert(at, blocks[dice.Below(blocks.Count)]);
                break;
            case 1:
                blocks.RemoveAt(at);
                break;
            case 2:
                blocks[at] = blocks[at].ReplaceLineEndings(dice.Pick(["\r\n", "", "\n\n", " ", "\t\n"]));
                break;
            case 3:
                blocks.Insert(at, ByteMutator.Mutate("between", dice));
                break;
            case 4:
                blocks[at] = Written(dice.Pick(Labels), DerOf(blocks[at]));
                break;
            case 5:
                return Encoding.UTF8.GetBytes(Convert.ToBase64String(DerMutator.Mutate(DerOf(blocks[at]), dice)));
            default:
                blocks[at] = Written(LabelOf(blocks[at]), DerMutator.Mutate(DerOf(blocks[at]), dice));
                break;
        }

        return Encoding.UTF8.GetBytes(string.Join('\n', blocks) + (dice.OnceIn(2) ? "\n" : ""));
    }

    private static string MutateBase64(string text, Dice dice)
    {
        byte[] der = new byte[text.Length];
        return Convert.TryFromBase64String(text, der, out int length) ? Convert.ToBase64String(DerMutator.Mutate(der[..length], dice)) : ByteMutator.Mutate(text, dice);
    }

    // Written by hand: the framework refuses labels that are none.
    private static string Written(string label, byte[] der) =>
        $"-----BEGIN {label}-----\n{Convert.ToBase64String(der, Base64FormattingOptions.InsertLineBreaks)}\n-----END {label}-----";

    private static string LabelOf(string block) => block[PemEncoding.Find(block).Label];

    private static byte[] DerOf(string block) => Convert.FromBase64String(block[PemEncoding.Find(block).Base64Data]);
}
