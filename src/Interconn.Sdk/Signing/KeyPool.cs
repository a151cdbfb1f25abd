using System.Security.Cryptography;

namespace Interconn.Sdk.Signing;

/// <summary>
/// Imported keys of the framework, ready for use. They are not promised to be thread-safe, and importing one costs more than a verification;
/// so each use takes one out and puts it back, and a few are kept. An object whose use threw is not put back.
/// </summary>
internal sealed class KeyPool<T>(Func<T> import)
    where T : AsymmetricAlgorithm
{
    private readonly T?[] slots = new T?[Math.Clamp(4 * Environment.ProcessorCount, 8, 64)];
    private volatile bool closed;

    public T Rent()
    {
        ObjectDisposedException.ThrowIf(closed, this);
        for (int i = 0; i < slots.Length; i++)
        {
            if (Interlocked.Exchange(ref slots[i], null) is { } key)
            {
                return key;
            }
        }

        return import();
    }

    public void Return(T key)
    {
        for (int i = 0; i < slots.Length && !closed; i++)
        {
            if (Interlocked.CompareExchange(ref slots[i], key, null) is null)
            {
                // Close may have walked past the slot between the look and the exchange.
                if (closed)
                {
                    Interlocked.Exchange(ref slots[i], null)?.Dispose();
                }

                return;
            }
        }

        key.Dispose();
    }

    /// <summary>Lets go of the keys. Not IDisposable: public keys live as long as who remembers them, and their handles are safe.</summary>
    public void Close()
    {
        closed = true;
        for (int i = 0; i < slots.Length; i++)
        {
            Interlocked.Exchange(ref slots[i], null)?.Dispose();
        }
    }
}
