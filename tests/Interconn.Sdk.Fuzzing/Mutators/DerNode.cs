namespace Interconn.Sdk.Fuzzing.Mutators;

/// <summary>A value of DER taken apart, so that a change inside it leaves the lengths around it right.</summary>
internal sealed class DerNode
{
    private const int Constructed = 0x20;
    private const int BitString = 0x03;
    private const int OctetString = 0x04;
    private const int MaxDepth = 24;

    public byte Tag { get; set; }

    public byte[] Content { get; set; } = [];

    /// <summary>What it is made of; empty for a primitive value.</summary>
    public List<DerNode> Children { get; } = [];

    /// <summary>Written instead of the right length, where it is not null.</summary>
    public byte[]? WrongLength { get; set; }

    // The content of a bit string begins with the number of unused bits, also where DER follows.
    private byte[] Prefix { get; set; } = [];

    /// <summary>Takes bytes apart; null where they are no sequence of values.</summary>
    public static List<DerNode>? Read(ReadOnlySpan<byte> der, int depth = 0)
    {
        var nodes = new List<DerNode>();
        while (!der.IsEmpty)
        {
            if (depth > MaxDepth || der.Length < 2 || (der[0] & 0x1F) == 0x1F || !TryReadLength(der[1..], out int length, out int size) || length > der.Length - 1 - size)
            {
                return null;
            }

            ReadOnlySpan<byte> content = der.Slice(1 + size, length);
            var node = new DerNode { Tag = der[0], Content = content.ToArray() };
            int prefix = node.Tag == BitString && length > 0 ? 1 : 0;
            bool mayHoldMore = (node.Tag & Constructed) != 0 || node.Tag is BitString or OctetString;
            if (mayHoldMore && length > prefix && Read(content[prefix..], depth + 1) is List<DerNode> children)
            {
                node.Prefix = content[..prefix].ToArray();
                node.Children.AddRange(children);
            }

            nodes.Add(node);
            der = der[(1 + size + length)..];
        }

        return nodes;
    }

    public byte[] Write()
    {
        byte[] content = Children.Count == 0 ? Content : [.. Prefix, .. Children.SelectMany(child => child.Write())];
        return [Tag, .. WrongLength ?? LengthOf(content.Length), .. content];
    }

    /// <summary>The node and all that it is made of.</summary>
    public IEnumerable<DerNode> All() => Children.SelectMany(child => child.All()).Prepend(this);

    public static byte[] LengthOf(int length) =>
        length < 0x80 ? [(byte)length]
        : length <= 0xFF ? [0x81, (byte)length]
        : [0x82, (byte)(length >> 8), (byte)length];

    private static bool TryReadLength(ReadOnlySpan<byte> der, out int length, out int size)
    {
        int more = der[0] < 0x80 ? 0 : der[0] & 0x7F;
        size = 1 + more;
        length = der[0];
        if (more > 2 || der.Length < size || der[0] == 0x80)
        {
            return false;
        }

        for (int i = 0; i < more; i++)
        {
            length = (i == 0 ? 0 : length << 8) | der[1 + i];
        }

        return true;
    }
}
