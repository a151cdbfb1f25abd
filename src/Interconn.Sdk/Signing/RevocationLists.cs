using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using Microsoft.Win32.SafeHandles;

namespace Interconn.Sdk.Signing;

/// <summary>
/// Keeps the revocation lists that the host supplies. Files are looked at again once a minute at most, and read again where they changed; one that cannot be
/// used any more leaves those that were read before in force, which then run out by themselves.
/// </summary>
internal sealed class RevocationLists
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMinutes(1);

    private readonly IReadOnlyList<string> files;
    private readonly IReadOnlyList<RevocationList> given;
    private readonly IReadOnlyList<X509Certificate2> issuers;
    private readonly bool acceptsOutdated;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly Lock gate = new();
    private readonly Dictionary<string, FileState> states = new(StringComparer.Ordinal);
    private volatile RevocationSnapshot current;
    private long lookedAt;

    /// <exception cref="InvalidOperationException">A list cannot be used.</exception>
    public RevocationLists(CertificateTrustOptions options, IReadOnlyList<X509Certificate2> issuers, TimeProvider time, ILogger logger)
    {
        files = [.. options.RevocationListFiles];
        this.issuers = issuers;
        this.time = time;
        this.logger = logger;
        acceptsOutdated = options.AcceptOutdatedRevocationLists;
        given = [.. options.RevocationLists.SelectMany(list => Use("CertificateTrustOptions.RevocationLists", () => Read(list)))];
        foreach (string file in files)
        {
            states[file] = Use($"a file of RevocationListFiles, '{file}',", () => ReadFile(file));
        }

        current = Gather();
        lookedAt = time.GetTimestamp();
        foreach (string file in files)
        {
            Report(file);
        }
    }

    /// <summary>The lists as of now.</summary>
    public RevocationSnapshot Current
    {
        get
        {
            // Whoever comes while another looks goes by what there is.
            if (files.Count > 0 && time.GetElapsedTime(Interlocked.Read(ref lookedAt)) >= LookInterval && gate.TryEnter())
            {
                try
                {
                    LookAgain();
                }
                finally
                {
                    gate.Exit();
                }
            }

            return current;
        }
    }

    private void LookAgain()
    {
        if (time.GetElapsedTime(lookedAt) < LookInterval)
        {
            return;
        }

        bool isChanged = false;
        foreach (string file in files)
        {
            try
            {
                if (StampOf(file) != states[file].Stamp)
                {
                    states[file] = ReadFile(file);
                    isChanged = true;
                    Report(file);
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
            {
                CertificateLog.ListNotRead(logger, file, exception.Message);
            }
        }

        if (isChanged)
        {
            current = Gather();
        }

        Interlocked.Exchange(ref lookedAt, time.GetTimestamp());
    }

    private RevocationSnapshot Gather() => new([.. given, .. files.SelectMany(file => states[file].Lists)], issuers, acceptsOutdated);

    private void Report(string file)
    {
        DateTimeOffset now = time.GetUtcNow();
        foreach (RevocationList list in states[file].Lists)
        {
            if (now > list.NextUpdate)
            {
                CertificateLog.ListOutdated(logger, list.Issuer.Name, file, list.NextUpdate);
            }
            else
            {
                CertificateLog.ListRead(logger, list.Issuer.Name, file, list.Serials.Count, list.NextUpdate, issuers.Any(list.IsNamedAs));
            }
        }
    }

    private FileState ReadFile(string file)
    {
        using SafeFileHandle handle = File.OpenHandle(file);
        long length = RandomAccess.GetLength(handle);
        if (length > RevocationListReader.MaxBytes)
        {
            throw new CryptographicException($"It is larger than {RevocationListReader.MaxBytes} bytes.");
        }

        byte[] content = new byte[length];
        int read = RandomAccess.Read(handle, content, fileOffset: 0);
        return new FileState(StampOf(handle), Read(content.AsMemory(0, read)));
    }

    private IReadOnlyList<RevocationList> Read(ReadOnlyMemory<byte> content)
    {
        IReadOnlyList<RevocationList> lists = RevocationListReader.Read(content);
        foreach (RevocationList list in lists)
        {
            // Told at once where it can be told. Of an issuer that only partners send, it turns out when they do.
            if (issuers.Any(list.IsNamedAs) && !issuers.Any(list.IsSignedBy))
            {
                throw new CryptographicException(
                    $"The list of '{list.Issuer.Name}' is not signed by the configured certificate of that name, or its key usage does not allow it (cRLSign).");
            }
        }

        return lists;
    }

    // Of the file and not of a link to it: that is how files in containers are replaced.
    private static (DateTime WrittenAt, long Length) StampOf(string file)
    {
        using SafeFileHandle handle = File.OpenHandle(file);
        return StampOf(handle);
    }

    private static (DateTime WrittenAt, long Length) StampOf(SafeFileHandle handle) => (File.GetLastWriteTimeUtc(handle), RandomAccess.GetLength(handle));

    private static T Use<T>(string what, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new InvalidOperationException(
                $"Interconn: {what} cannot be used. {exception.Message} Supply the revocation lists of your roots and intermediates as their issuers publish "
                + "them, in DER or as PEM 'X509 CRL'.",
                exception);
        }
    }

    private sealed record FileState((DateTime WrittenAt, long Length) Stamp, IReadOnlyList<RevocationList> Lists);
}
