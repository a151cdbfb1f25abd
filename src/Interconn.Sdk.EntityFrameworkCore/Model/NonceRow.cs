namespace Interconn.Sdk.EntityFrameworkCore.Model;

/// <summary>A nonce that was seen.</summary>
internal sealed class NonceRow
{
    /// <summary>The first 128 bits of a digest of scope and nonce.</summary>
    public required byte[] NonceId { get; init; }

    /// <summary>Until when it must be kept.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}
