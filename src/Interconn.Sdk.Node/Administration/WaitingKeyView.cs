namespace Interconn.Sdk.Node.Administration;

/// <summary>A key that waits for a person.</summary>
internal sealed record WaitingKeyView(
    string Fingerprint, string AuthType, DateTimeOffset ReceivedAt, DateTimeOffset ExpiresAt, bool ContradictsExpectation);
