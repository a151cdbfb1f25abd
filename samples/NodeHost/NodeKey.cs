using Interconn.Sdk.Signing;

namespace NodeHost;

/// <summary>The key of the node: read from its file, and made there on the first start.</summary>
internal static class NodeKey
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public static async Task<SigningKey> LoadOrMakeAsync(string file, string? password)
    {
        if (!File.Exists(file))
        {
            await MakeAsync(file, password);
        }

        return SigningKey.FromPemFile(file, password);
    }

    // Instances of one node may start at once, and be stopped in the middle: one of them makes the key, and no file has its name before it is whole.
    private static async Task MakeAsync(string file, string? password)
    {
        await using FileStream turn = await TakeTurnAsync(file + ".lock");
        if (File.Exists(file))
        {
            return;
        }

        string draft = file + ".new";
        File.Delete(draft);
        using var key = SigningKey.Generate(SignatureAlgorithmIds.Sha256Ecdsa);
        await key.SaveAsync(draft, password, CancellationToken.None);
        File.Move(draft, file);
    }

    /// <summary>Waits until nobody else has the file open. It is removed with the turn: nobody needs one once the key is there.</summary>
    private static async Task<FileStream> TakeTurnAsync(string file)
    {
        long start = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(Pause, TimeProvider.System);
        while (true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
            }
            catch (IOException exception) when (exception is not DirectoryNotFoundException && TimeProvider.System.GetElapsedTime(start) < Patience)
            {
                await timer.WaitForNextTickAsync();
            }
        }
    }
}
