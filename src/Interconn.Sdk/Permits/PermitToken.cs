namespace Interconn.Sdk.Permits;

/// <summary>A token fresh from its format.</summary>
/// <param name="Text">The token, a secret: visible ASCII without comma and slash.</param>
/// <param name="KeyId">Under which key it was made, or null for a format without keys; see <see cref="PermitRecord.KeyId"/>.</param>
public readonly record struct PermitToken(string Text, string? KeyId)
{
    /// <summary>Names the key; the token does not show.</summary>
    /// <returns>A text without secrets.</returns>
    public override string ToString() => $"token under key {KeyId ?? "none"}";
}
