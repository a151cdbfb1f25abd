using System.Buffers;

namespace Interconn.Sdk.Signing;

/// <summary>Takes a string to sign into rented memory: one is built for every call, and none outlives it.</summary>
internal sealed class PooledBytes : IBufferWriter<byte>, IDisposable
{
    private const int UsualLength = 1024;

    private byte[] buffer = ArrayPool<byte>.Shared.Rent(UsualLength);
    private int length;

    public ReadOnlyMemory<byte> Written => buffer.AsMemory(0, length);

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, buffer.Length - length);
        length += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return buffer.AsMemory(length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return buffer.AsSpan(length);
    }

    public void Dispose()
    {
        byte[] old = buffer;
        buffer = [];
        length = 0;
        if (old.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(old);
        }
    }

    private void Reserve(int sizeHint)
    {
        int needed = checked(length + Math.Max(sizeHint, 1));
        if (needed <= buffer.Length)
        {
            return;
        }

        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, checked(2 * buffer.Length)));
        buffer.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }
}
