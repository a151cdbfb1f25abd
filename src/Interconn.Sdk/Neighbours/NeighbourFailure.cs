namespace Interconn.Sdk.Neighbours;

/// <summary>What is known of a call that did not succeed. Nothing in it holds a secret of the call.</summary>
/// <param name="Message">What went wrong, with what, and what to do.</param>
/// <param name="Endpoint">Method and path of the endpoint.</param>
/// <param name="HttpStatus">The status; null where no answer came.</param>
/// <param name="Code">The code of the answer; null where it has none.</param>
/// <param name="Msg">The text of the answer; null where it has none.</param>
/// <param name="Cause">What caused it, or null.</param>
internal sealed record NeighbourFailure(
    string Message, string Endpoint, int? HttpStatus = null, string? Code = null, string? Msg = null, Exception? Cause = null);
