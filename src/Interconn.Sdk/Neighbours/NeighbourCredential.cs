namespace Interconn.Sdk.Neighbours;

/// <summary>Puts a credential of the host into the header Authorization.</summary>
internal static class NeighbourCredential
{
    private const int MaxLength = 16 * 1024;

    /// <summary>The value of the header. The credential is checked, since a line break in it would begin another header; it is never quoted.</summary>
    /// <exception cref="ArgumentException">It is empty, too long, or has other than visible ASCII characters.</exception>
    public static string Header(string scheme, string credential, string name)
    {
        ArgumentNullException.ThrowIfNull(credential, name);
        return IsFit(credential)
            ? scheme + " " + credential
            : throw new ArgumentException($"{name} goes into a header: it must be 1 to {MaxLength} visible ASCII characters, without blanks.", name);
    }

    /// <summary>Whether it can stand in a header: it is not empty, not too long, and has visible ASCII characters only.</summary>
    public static bool IsFit(string? credential) =>
        credential?.Length is > 0 and <= MaxLength && !credential.AsSpan().ContainsAnyExceptInRange('!', '~');
}
