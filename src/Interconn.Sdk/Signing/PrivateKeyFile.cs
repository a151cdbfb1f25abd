using System.Security.Cryptography;

namespace Interconn.Sdk.Signing;

/// <summary>Files of private keys: read within a bound, written for their owner alone.</summary>
internal static class PrivateKeyFile
{
    /// <summary>The size up to which a file is read: an RSA key of 16,384 bits has about 13 KiB.</summary>
    private const int MaxLength = 64 * 1024;

    /// <exception cref="CryptographicException">The file is too long for one of a key.</exception>
    public static string Read(string path)
    {
        // One character more than allowed tells a file that is too long.
        using var reader = new StreamReader(path);
        char[] buffer = new char[MaxLength + 1];
        int length = reader.ReadBlock(buffer);
        string text = length <= MaxLength
            ? new string(buffer, 0, length)
            : throw new CryptographicException($"'{path}' is longer than {MaxLength} characters; this is no PEM file of a key.");
        Array.Clear(buffer);
        return text;
    }

    /// <summary>Writes a new file, which on Unix its owner alone may read from the first moment on; nothing is left of it where that fails.</summary>
    public static async Task WriteAsync(string path, string pem, CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var file = new FileStream(path, options);
        try
        {
            await using (file.ConfigureAwait(false))
            {
                var writer = new StreamWriter(file, leaveOpen: true);
                await using (writer.ConfigureAwait(false))
                {
                    await writer.WriteAsync(pem.AsMemory(), cancellationToken).ConfigureAwait(false);
                }

                file.Flush(flushToDisk: true);
            }
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }
}
