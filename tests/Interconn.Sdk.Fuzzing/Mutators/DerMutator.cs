using Interconn.Sdk.Fuzzing.Engine;

namespace Interconn.Sdk.Fuzzing.Mutators;

/// <summary>Changes tags, lengths, contents and the order of values of DER.</summary>
internal static class DerMutator
{
    private const int MaxChanges = 3;

    private static readonly byte[] Tags = [0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x0C, 0x13, 0x17, 0x18, 0x24, 0x30, 0x31, 0x80, 0x82, 0xA0, 0xA3, 0x1F];

    private static readonly byte[][] Contents =
    [
        [], [0], [1], [0x80], [0, 0], [0xFF, 0xFF],
        // Object identifiers: P-256, secp256k1, P-384, SM2, RSA, RSA-PSS, EC, SHA-1 with RSA, SHA-256 with RSA.
        Convert.FromHexString("2a8648ce3d030107"), Convert.FromHexString("2b8104000a"), Convert.FromHexString("2b81040022"), Convert.FromHexString("2a811ccf5501822d"),
        Convert.FromHexString("2a864886f70d010101"), Convert.FromHexString("2a864886f70d01010a"), Convert.FromHexString("2a8648ce3d0201"),
        Convert.FromHexString("2a864886f70d010105"), Convert.FromHexString("2a864886f70d01010b"),
        "99991231235959Z"u8.ToArray(), "000000000000Z"u8.ToArray(),
    ];

    public static byte[] Mutate(byte[] der, Dice dice)
    {
        if (dice.OnceIn(5) || DerNode.Read(der) is not { Count: > 0 } roots)
        {
            return ByteMutator.Mutate(der, [], dice);
        }

        for (int left = 1 + dice.Below(MaxChanges); left > 0; left--)
        {
            DerNode[] all = [.. roots.SelectMany(root => root.All())];
            Change(all[dice.Below(all.Length)], all, dice);
        }

        return [.. roots.SelectMany(root => root.Write())];
    }

    private static void Change(DerNode node, DerNode[] all, Dice dice)
    {
        switch (dice.Below(8))
        {
            case 0:
                node.Tag = dice.Pick(Tags);
                break;
            case 1 when node.Children.Count == 0:
                node.Content = ByteMutator.Mutate(node.Content, [], dice);
                break;
            case 2 when node.Children.Count > 0:
                node.Children.RemoveAt(dice.Below(node.Children.Count));
                break;
            case 3 when node.Children.Count > 0:
                node.Children.Insert(dice.Below(node.Children.Count), dice.Pick(node.Children));
                break;
            case 4 when node.Children.Count > 0:
                // By a copy: the value itself, put inside what it holds, would have no end.
                node.Children[dice.Below(node.Children.Count)] = DerNode.Read(dice.Pick(all).Write())?.FirstOrDefault() ?? new DerNode { Tag = 0x05 };
                break;
            case 5:
                node.WrongLength = dice.Below(4) switch
                {
                    0 => [0x80],
                    1 => [0x81, (byte)node.Content.Length],
                    2 => [0x84, 0, 0, (byte)(node.Content.Length >> 8), (byte)node.Content.Length],
                    _ => [0x84, 0x7F, 0xFF, 0xFF, 0xFF],
                };
                break;
            case 6:
                node.WrongLength = DerNode.LengthOf(Math.Max(0, node.Content.Length + dice.Below(5) - 2));
                break;
            default:
                node.Content = dice.Pick(Contents);
                node.Children.Clear();
                break;
        }
    }
}
