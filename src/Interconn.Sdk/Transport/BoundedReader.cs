namespace Interconn.Sdk.Transport;

/// <summary>Reads a body and gives up as soon as it is larger than allowed.</summary>
internal static class BoundedReader
{
    private const int FirstSize = 4096;

    /// <summary>The bytes of an answer, or null where there are more than <paramref name="limit"/>.</summary>
    public static async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(HttpContent content, long limit, CancellationToken cancellationToken)
    {
        long? announced = content.Headers.ContentLength;
        if (announced > limit)
        {
            return null;
        }

        Stream stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            // One byte more than announced, so that the end is seen without growing.
            return await ReadAsync(stream, announced is long length ? (int)length + 1 : FirstSize, limit, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// The bytes of a stream, or null where there are more than <paramref name="limit"/>. The buffer begins with <paramref name="firstSize"/> bytes and grows with what arrives.
    /// </summary>
    public static async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(Stream stream, int firstSize, long limit, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[firstSize];
        int count = 0;
        while (true)
        {
            int read = await stream.ReadAsync(buffer.AsMemory(count), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                return buffer.AsMemory(0, count);
            }

            count += read;
            if (count > limit)
            {
                return null;
            }

            if (count == buffer.Length)
            {
                Array.Resize(ref buffer, (int)Math.Min(limit + 1, buffer.Length * 2L));
            }
        }
    }
}
