using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.AspNetCore.Pipeline;

/// <summary>Why a call is refused: the code for the partner, the reason for the host's log.</summary>
/// <param name="Code">A code of <see cref="InterconnCodes"/>.</param>
/// <param name="Reason">What was wrong, without secrets. It never reaches the partner.</param>
/// <param name="Field">For <see cref="InterconnCodes.FieldRule"/>: the field, which the partner is told.</param>
internal sealed record Refusal(int Code, string Reason, string? Field = null)
{
    /// <summary>Whether the connection is closed: what follows on it can no longer be told from this request.</summary>
    public bool Closes { get; init; }
}
